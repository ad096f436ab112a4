package dev.stint.application.service;

import static dev.stint.application.service.ServicesFixture.MAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.CleanRule;
import dev.stint.application.api.Principal;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.application.api.UniquePolicy;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.api.operate.ReplayItems;
import dev.stint.application.api.operate.RestartPoint;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.domain.IdempotencyKey.Scope;
import dev.stint.domain.Owner;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every verb of every port that {@link AccessService} gives, asked of a task of somebody else and
 * of one that is not there: the answers are the same, and the other's task stands as it stood.
 */
class ForeignTaskTest {

  private static final TaskId HERS =
      new TaskId(UUID.fromString("019ac000-0000-7000-8000-000000000001"));
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Principal BOB = Principal.of("bob");

  /** What bob does with an id that he should not know. */
  private interface Deed extends BiFunction<TasksAs, TaskId, Object> {}

  /**
   * Typed on its own: the compiler infers all entries of a large map together, and fails at times.
   */
  private static Map.Entry<String, List<Deed>> entry(String verb, List<Deed> deeds) {
    return Map.entry(verb, deeds);
  }

  private static final Map<String, List<Deed>> DEEDS =
      Map.ofEntries(
          entry("RequestTasks.request(Request)", requests()),
          entry(
              "RequestTasks.requestThen(Request,Function)",
              List.of(
                  (p, id) ->
                      p.tasks()
                          .requestThen(
                              MAIL.with("x").key("k").serialKey("s"), t -> MAIL.with("then")))),
          entry(
              "RequestTasks.requestAll(List)",
              requests().stream().<Deed>map(d -> (p, id) -> d.apply(all(p), id)).toList()),
          entry(
              "RequestTasks.requestWithin(Object,List)",
              List.of((p, id) -> p.tasks().requestWithin("tx", List.of(MAIL.with("x").key("k"))))),
          entry("AskTasks.find(TaskId)", List.of((p, id) -> p.ask().find(id))),
          entry(
              "AskTasks.byKey(String,Scope)",
              List.of(
                  (p, id) -> p.ask().byKey("k", Scope.ACTIVE),
                  (p, id) -> p.ask().byKey("plain", Scope.ACTIVE))),
          entry("AskTasks.status(TaskId)", List.of((p, id) -> p.ask().status(id))),
          entry("AskTasks.summary(TaskId)", List.of((p, id) -> p.ask().summary(id))),
          entry(
              "AskTasks.list(TaskFilter)", List.of((p, id) -> p.ask().list(TaskFilter.newest(10)))),
          entry(
              "AskTasks.search(TaskSearch)",
              List.of(
                  (p, id) -> p.ask().search(TaskSearch.ALL.limit(1)),
                  (p, id) -> p.ask().search(TaskSearch.ALL.owner("alice")))),
          entry("AskTasks.history(TaskId,int,int)", List.of((p, id) -> p.ask().history(id, 9, 0))),
          entry("AskTasks.messages(TaskId)", List.of((p, id) -> p.ask().messages(id))),
          entry(
              "AskTasks.setAside(TaskId,int,int)", List.of((p, id) -> p.ask().setAside(id, 9, 0))),
          entry("AskTasks.counts()", List.of((p, id) -> p.ask().counts())),
          entry("AskTasks.depths()", List.of((p, id) -> p.ask().depths())),
          entry("AskTasks.workers()", List.of((p, id) -> p.ask().workers())),
          entry("AskTasks.health()", List.of((p, id) -> p.ask().health())),
          entry("AskTasks.monitor()", List.of((p, id) -> p.ask().monitor())),
          entry("AskTasks.seesFigures()", List.of((p, id) -> p.ask().seesFigures())),
          entry("Catalogue.types()", List.of((p, id) -> p.ask().types())),
          entry("Catalogue.type(String)", List.of((p, id) -> p.ask().type("mail"))),
          entry("AskStatus.latest(String)", List.of((p, id) -> p.ask().latest("mail"))),
          entry("AskStatus.latestOf(String)", List.of((p, id) -> p.ask().latestOf("alice"))),
          entry("AskStatus.existsActive(String)", List.of((p, id) -> p.ask().existsActive("mail"))),
          entry(
              "AskStatus.existsActiveKey(String)",
              List.of((p, id) -> p.ask().existsActiveKey("k"))),
          entry("AskStatus.await(TaskId)", List.of((p, id) -> p.ask().await(id))),
          entry(
              "AskStatus.await(TaskId,Duration)",
              List.of((p, id) -> p.ask().await(id, Duration.ZERO))),
          entry(
              "AskStatus.awaitAsync(TaskId)",
              List.of((p, id) -> p.ask().awaitAsync(id).toCompletableFuture().getNow(null))),
          entry(
              "AskStatus.awaitAsync(TaskId,Duration)",
              List.of(
                  (p, id) ->
                      p.ask().awaitAsync(id, Duration.ZERO).toCompletableFuture().getNow(null))),
          entry("AskStatus.link(TaskId)", List.of((p, id) -> p.ask().link(id))),
          entry("AskStatus.notice(TaskId)", List.of((p, id) -> p.ask().notice(id))),
          entry(
              "CleanTasks.clean(CleanRule)",
              List.of(
                  (p, id) -> p.clean().clean(CleanRule.olderThan("all", Duration.ZERO)),
                  (p, id) ->
                      p.clean()
                          .clean(CleanRule.olderThan("all", Duration.ZERO).where(row -> true)))),
          entry(
              "CleanTasks.clean(Sweep)",
              List.of(
                  (p, id) -> p.clean().clean(CleanRule.olderThan("all", Duration.ZERO).sweep()),
                  (p, id) ->
                      p.clean()
                          .clean(CleanRule.olderThan("all", Duration.ZERO).historyOnly().sweep()))),
          entry(
              "CleanTasks.preview(CleanRule,int)",
              List.of((p, id) -> p.clean().preview(CleanRule.olderThan("all", Duration.ZERO), 10))),
          entry("SteerTasks.maySteer(TaskId)", List.of((p, id) -> p.steer().maySteer(id))),
          entry(
              "SteerTasks.onlyIf(Predicate)",
              List.of(
                  (p, id) -> {
                    List<Object> seen = new ArrayList<>();
                    Object said = p.steer().onlyIf(seen::add).pause(List.of(id));
                    return List.of(said, seen);
                  })),
          entry("SteerTasks.pause(List)", List.of((p, id) -> p.steer().pause(List.of(id)))),
          entry("SteerTasks.resume(List)", List.of((p, id) -> p.steer().resume(List.of(id)))),
          entry("SteerTasks.cancel(List)", List.of((p, id) -> p.steer().cancel(List.of(id)))),
          entry("SteerTasks.restart(List)", List.of((p, id) -> p.steer().restart(List.of(id)))),
          entry("SteerTasks.remove(List)", List.of((p, id) -> p.steer().remove(List.of(id)))),
          entry(
              "SteerTasks.replay(TaskId,ReplayItems)",
              List.of((p, id) -> p.steer().replay(id, ReplayItems.ALL))),
          entry(
              "SteerTasks.restartAt(TaskId,RestartPoint)",
              List.of(
                  (p, id) -> p.steer().restartAt(id, RestartPoint.of("1")),
                  (p, id) -> p.steer().restartAt(id, RestartPoint.of("none").after("3")))),
          entry(
              "SteerTasks.prioritize(List,int)",
              List.of((p, id) -> p.steer().prioritize(List.of(id), 7))),
          entry(
              "SteerTasks.options(List,UnaryOperator)",
              List.of((p, id) -> p.steer().options(List.of(id), o -> o.keep(Duration.ofDays(1))))),
          entry(
              "ReadRequests.read(String,String)", List.of((p, id) -> p.read().read("mail", "x"))));

  private static List<Deed> requests() {
    List<Deed> deeds = new ArrayList<>();
    for (UniquePolicy unique : UniquePolicy.values()) {
      deeds.add(requesting(id -> MAIL.with("x").key("k").unique(unique)));
      deeds.add(requesting(id -> MAIL.with("x").key("plain").unique(unique)));
    }
    deeds.add(requesting(id -> MAIL.with("x").key("k", Scope.ALWAYS)));
    deeds.add(requesting(id -> MAIL.with("x").key("k", Scope.ALWAYS).unique(UniquePolicy.REJECT)));
    deeds.add(requesting(id -> MAIL.with("x").serialKey("s")));
    deeds.add(requesting(id -> MAIL.with("x").after(id)));
    deeds.add(
        requesting(id -> MAIL.with("x").serialKey("s").options(RequestOptions.NONE.absorbing(0))));
    return deeds;
  }

  private static Deed requesting(java.util.function.Function<TaskId, Request<?>> request) {
    return (p, id) -> {
      Requested made = p.tasks().request(request.apply(id));
      return List.of(
          made, p.ask().find(made.id()).map(r -> r.standing().run().status() + ":" + keys(r)));
    };
  }

  private static String keys(TaskRow row) {
    return row.standing().spec().key() + " " + row.standing().spec().serialKey();
  }

  /** The ports with requests made in lists. */
  private static TasksAs all(TasksAs ports) {
    return new TasksAs(
        new RequestTasks() {
          @Override
          public Requested request(Request<?> request) {
            return ports.tasks().requestAll(List.of(request)).get(0);
          }

          @Override
          public List<Requested> requestAll(List<Request<?>> requests) {
            return ports.tasks().requestAll(requests);
          }

          @Override
          public List<Requested> requestWithin(Object transaction, List<Request<?>> requests) {
            return ports.tasks().requestWithin(transaction, requests);
          }
        },
        ports.ask(),
        ports.steer(),
        ports.read(),
        ports.clean());
  }

  private static Stream<String> verbs() {
    TreeSet<String> verbs = new TreeSet<>();
    for (var port : TasksAs.class.getRecordComponents()) {
      for (Method method : port.getType().getMethods()) {
        String parameters =
            String.join(
                ",", Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList());
        verbs.add(
            "%s.%s(%s)"
                .formatted(
                    method.getDeclaringClass().getSimpleName(), method.getName(), parameters));
      }
    }
    return verbs.stream();
  }

  @Test
  void every_verb_has_an_entry_here() {
    assertThat(DEEDS.keySet()).containsExactlyInAnyOrderElementsOf(verbs().toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void a_foreign_task_is_answered_as_one_that_is_not_there(String verb) {
    for (Deed deed : DEEDS.getOrDefault(verb, List.of())) {
      for (boolean plainKeys : new boolean[] {false, true}) {
        for (boolean over : new boolean[] {false, true}) {
          ServicesFixture with = new ServicesFixture();
          aliceHas(with, plainKeys, over);
          TaskRow before = with.row(HERS);

          assertThat(answer(with, deed)).isEqualTo(answer(new ServicesFixture(), deed));
          assertThat(with.row(HERS)).isEqualTo(before);
        }
      }
    }
  }

  /**
   * Hers, through the policy or stored for her by the host, under every name that bob may guess.
   */
  private static void aliceHas(ServicesFixture services, boolean byHost, boolean over) {
    Request<String> hers = MAIL.with("secret").id(HERS).key("k").serialKey("s").named("secret");
    TasksAs alice = ports(services, Principal.of("alice"));
    if (byHost) {
      services.tasks.request(hers.owner("alice"));
    } else {
      alice.tasks().request(hers);
    }
    services.tasks.request(MAIL.with("secret").owner("alice").key("plain"));
    if (over) {
      alice.steer().cancel(List.of(HERS));
    }
  }

  private static TasksAs ports(ServicesFixture services, Principal who) {
    TasksAs all =
        new TasksAs(services.tasks, services.ask, services.steer, services.read, services.clean);
    return new AccessService(AccessPolicy.BY_ROLE, all, services.plain).as(who);
  }

  private static String answer(ServicesFixture services, Deed deed) {
    try {
      return named(String.valueOf(deed.apply(ports(services, BOB), HERS)));
    } catch (RuntimeException e) {
      return named(e.toString());
    }
  }

  /** With ids called by the order in which they come, but for the one that was asked about. */
  private static String named(String answer) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put(HERS.toString(), "HERS");
    Matcher ids = ID.matcher(answer);
    StringBuilder named = new StringBuilder();
    while (ids.find()) {
      names.putIfAbsent(ids.group(), "id" + names.size());
      ids.appendReplacement(named, names.get(ids.group()));
    }
    return ids.appendTail(named).toString();
  }

  @Test
  void an_id_that_is_taken_by_a_foreign_task_is_refused_without_a_word_about_it() {
    ServicesFixture services = new ServicesFixture();
    aliceHas(services, false, false);
    TaskRow before = services.row(HERS);

    assertThat(answer(services, (p, id) -> p.tasks().request(MAIL.with("x").id(id))))
        .isEqualTo(
            RefusedException.class.getName() + ": the id HERS cannot be used; make another one");
    assertThat(services.row(HERS)).isEqualTo(before);
  }

  @Test
  void one_owners_keys_work_for_them_as_keys_do() {
    ServicesFixture services = new ServicesFixture();
    aliceHas(services, false, false);
    TasksAs bob = ports(services, BOB);
    TaskId his = bob.tasks().request(MAIL.with("x").key("k").serialKey("s")).id();

    assertThat(bob.tasks().request(MAIL.with("x").key("k")))
        .isEqualTo(new Requested(his, false, false));
    assertThat(bob.tasks().request(MAIL.with("y").key("k")).otherArguments()).isTrue();
    assertThat(bob.ask().byKey("k", Scope.ACTIVE).map(TaskScan::id)).contains(his);
    assertThat(bob.ask().existsActiveKey("k")).isTrue();
    assertThat(
            answer(
                services,
                (p, id) -> p.tasks().request(MAIL.with("x").key("k").unique(UniquePolicy.REJECT))))
        .contains("the key 'k' names task id1, which is not over");
    Requested replacing = bob.tasks().request(MAIL.with("y").key("k").unique(UniquePolicy.REPLACE));
    assertThat(replacing.replaced()).contains(his);
    assertThat(bob.ask().find(his).map(r -> r.standing().spec().key().orElseThrow().value()))
        .contains("k");
    assertThat(bob.ask().find(his).map(r -> r.standing().spec().serialKey().orElseThrow().value()))
        .contains("s");
    assertThat(bob.tasks().request(MAIL.with("x").serialKey("s"))).isNotNull();
  }

  @Test
  void a_key_that_the_host_or_an_earlier_build_stored_for_an_owner_still_names_the_task() {
    ServicesFixture services = new ServicesFixture();
    TaskId his = services.tasks.request(MAIL.with("x").owner("bob").key("old")).id();
    TasksAs bob = ports(services, BOB);

    assertThat(bob.tasks().request(MAIL.with("x").key("old")))
        .isEqualTo(new Requested(his, false, false));
    assertThat(bob.ask().byKey("old", Scope.ACTIVE).map(TaskScan::id)).contains(his);
    assertThat(
            bob.tasks().request(MAIL.with("y").key("old").unique(UniquePolicy.REPLACE)).replaced())
        .isEqualTo(Optional.of(his));
  }

  @Test
  void a_key_that_belongs_to_somebody_cannot_be_named() {
    ServicesFixture services = new ServicesFixture();
    aliceHas(services, false, false);
    var stored = services.row(HERS).standing().spec().key().orElseThrow();

    assertThat(answer(services, (p, id) -> p.tasks().request(MAIL.with("x").key(stored))))
        .contains("RefusedException: idempotency key must not hold the control character U+001F");
  }

  @Test
  void whoever_may_request_for_others_but_not_see_their_tasks_gets_keys_apart() {
    ServicesFixture services = new ServicesFixture();
    aliceHas(services, false, false);
    AccessPolicy forAll =
        new AccessPolicy() {
          @Override
          public boolean allows(Principal who, Verb verb, TaskRow task) {
            return BY_ROLE.allows(who, verb, task);
          }

          @Override
          public boolean allowsRequest(Principal who, String type, Optional<Owner> owner) {
            return true;
          }

          @Override
          public boolean allowsFigures(Principal who) {
            return false;
          }
        };
    TasksAs all =
        new TasksAs(services.tasks, services.ask, services.steer, services.read, services.clean);
    TasksAs bob = new AccessService(forAll, all, services.plain).as(BOB);
    TaskRow before = services.row(HERS);

    Request<String> forAlice = MAIL.with("x").owner("alice").key("k");
    Requested made = bob.tasks().request(forAlice);
    assertThat(made.isNew()).isTrue();
    assertThat(made.id()).isNotEqualTo(HERS);
    assertThat(bob.tasks().request(forAlice)).isEqualTo(new Requested(made.id(), false, false));
    assertThatThrownBy(() -> bob.tasks().request(forAlice.unique(UniquePolicy.REPLACE)))
        .hasMessage("bob may not replace task " + made.id());
    assertThat(services.row(HERS)).isEqualTo(before);
  }
}
