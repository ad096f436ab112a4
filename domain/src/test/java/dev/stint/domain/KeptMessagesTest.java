package dev.stint.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Message.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which messages of a task are kept. */
class KeptMessagesTest {

  @ParameterizedTest
  @EnumSource
  void a_thousand_ordinary_messages_leave_room_for_marks_only(Level level) {
    assertThat(new KeptMessages(999, 0).takes(level)).isTrue();
    assertThat(new KeptMessages(1_000, 0).takes(level)).isEqualTo(level.mark());
  }

  @ParameterizedTest
  @EnumSource
  void two_thousand_messages_leave_no_room(Level level) {
    assertThat(new KeptMessages(0, 1_999).takes(level)).isTrue();
    assertThat(new KeptMessages(0, 2_000).takes(level)).isFalse();
    assertThat(new KeptMessages(1_000, 1_000).takes(level)).isFalse();
  }

  @Test
  void milestones_and_links_are_marks() {
    assertThat(Level.values()).filteredOn(Level::mark).containsExactly(Level.MILESTONE, Level.LINK);
  }

  @Test
  void what_is_kept_is_counted_by_its_kind() {
    assertThat(KeptMessages.NONE.and(Level.ERROR, 3).and(Level.LINK, 2).and(Level.INFO, 1))
        .isEqualTo(new KeptMessages(4, 2));
  }
}
