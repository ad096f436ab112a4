package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.agreement.Agreement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random scripts of all verbs, on which a store does and shows what the in-memory reference does.
 * {@code -Dstint.agreement.scripts}, {@code -Dstint.agreement.steps} and {@code -Dstint.seed} set
 * how many, how long, and which the first one is; {@code scripts/agreement} runs many.
 *
 * <p>Wrong edits of the SQL that the default seeds found on H2: claims by the lowest priority;
 * {@code release} under a signal; {@code depths} with blocked tasks; {@code owed} only past its
 * time; writes whose owner is not compared; {@code counts} with tombstones; a history trimmed one
 * row late; a weaker signal that replaces a stronger; a second waiter of what ended who is not owed
 * its wake.
 */
public abstract class AgreementContract {

  private static final int SCRIPTS = Integer.getInteger("stint.agreement.scripts", 40);
  private static final int STEPS = Integer.getInteger("stint.agreement.steps", 80);
  private static final long SEED = Long.getLong("stint.seed", 20_261_129_000L);

  /** As many differences are shown: one cause shows itself in many scripts. */
  private static final int SHOWN = Integer.getInteger("stint.agreement.shown", 1);

  /** A fresh, empty store. */
  protected abstract StoreFixture open() throws Exception;

  @Test
  void a_store_does_with_random_scripts_what_the_reference_does() {
    Agreement agreement = new Agreement(this::open);
    List<String> differences = new ArrayList<>();
    for (long seed = SEED; seed < SEED + SCRIPTS && differences.size() < SHOWN; seed++) {
      agreement.difference(seed, STEPS).ifPresent(differences::add);
    }
    assertThat(differences)
        .as("%d scripts of %d steps from -Dstint.seed=%d on", SCRIPTS, STEPS, SEED)
        .withFailMessage("%s", String.join("\n\n", differences))
        .isEmpty();
  }
}
