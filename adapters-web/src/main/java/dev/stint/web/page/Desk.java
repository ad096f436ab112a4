package dev.stint.web.page;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;
import static jakarta.servlet.http.HttpServletResponse.SC_FORBIDDEN;
import static jakarta.servlet.http.HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
import static jakarta.servlet.http.HttpServletResponse.SC_SERVICE_UNAVAILABLE;

import dev.stint.application.api.Principal;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.StoreRefusedException;
import dev.stint.application.api.StoreTrouble;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.application.log.GuardedLog;
import dev.stint.web.ApiAccess;
import dev.stint.web.ApiPorts;
import dev.stint.web.ApiRole;
import dev.stint.web.AuditLine;
import dev.stint.web.HttpError;
import java.time.InstantSource;
import org.slf4j.Logger;

/** Answers those who are known, as their role and the access policy allow. Thread-safe. */
final class Desk {

  private static final Logger LOG = GuardedLog.of(Desk.class);
  private static final String AWAY =
      "The store does not answer now. Nothing that it answered is lost; load the page again.";
  private static final String OTHERS =
      "This page counts everybody's tasks, and you see your own only. They are under Tasks.";

  private final ApiPorts ports;
  private final ApiAccess access;
  private final Door door;
  private final Memory memory;
  private final InstantSource clock = InstantSource.system();

  Desk(ApiPorts ports, ApiAccess access, Door door, Looks looks) {
    this.ports = ports;
    this.access = access;
    this.door = door;
    this.memory = new Memory(looks);
  }

  Reply answer(Arrival arrival, Principal who, Form form) {
    ApiRole role = access.roles().apply(who);
    TasksAs acting = ports.tasks().apply(who);
    String token = FormToken.of(arrival.request(), arrival.response());
    Shell shell =
        arrival
            .shell()
            .with(token, door.signsIn())
            .of(who.name().value(), Notes.role(role), acting.ask().seesFigures())
            .at(arrival.shell().base() + arrival.address(), arrival.events())
            .noted(Notes.done(form));
    AuditLine line = new AuditLine(who, role, arrival.request(), arrival.path());
    Visit visit =
        new Visit(
            who,
            acting,
            ports,
            role,
            access.masks(),
            "",
            form,
            shell,
            line,
            memory,
            clock.instant());
    return arrival.changes() ? recorded(arrival, visit) : shown(arrival, visit);
  }

  /** Also a change that was refused leaves its line. */
  private Reply recorded(Arrival arrival, Visit visit) {
    int status = SC_INTERNAL_SERVER_ERROR;
    try {
      Reply reply = shown(arrival, visit);
      status = reply.status();
      return reply;
    } finally {
      memory.drop();
      visit.line().answered(status);
    }
  }

  private Reply shown(Arrival arrival, Visit visit) {
    try {
      return let(arrival, visit);
    } catch (HttpError e) {
      return Notices.of(visit.shell(), e);
    } catch (RuntimeException e) {
      if (e instanceof RefusedException && !(e instanceof StoreRefusedException)) {
        return Notices.of(
            visit.shell(), new HttpError(SC_BAD_REQUEST, String.valueOf(e.getMessage())));
      }
      if (!StoreTrouble.mayPass(e)) {
        throw e;
      }
      LOG.warn("the store did not answer a page", e);
      return Notices.of(visit.shell(), new HttpError(SC_SERVICE_UNAVAILABLE, AWAY));
    }
  }

  private Reply let(Arrival arrival, Visit visit) {
    if (!arrival.changes() && arrival.path().equals(LiveAddress.PATH)) {
      return live(visit);
    }
    PageRoute route = route(arrival.changes(), arrival.path(), visit);
    if (route.changes()) {
      door.check(arrival.request(), visit.form());
    }
    if (route.figures() && !visit.ask().seesFigures()) {
      if (arrival.path().equals("/")) {
        return Reply.seeOther(arrival.shell().base() + "/tasks"); // Where everybody may begin.
      }
      throw new HttpError(SC_FORBIDDEN, OTHERS);
    }
    return route.handler().answer(visit.of(route.id(arrival.path())));
  }

  private PageRoute route(boolean changes, String path, Visit visit) {
    PageRoute route = PageRoutes.find(changes, path);
    if (route.path().equals(OwnPage.PATH) && !access.embedding().on()) {
      throw PageRoutes.none();
    }
    if (!visit.may(route.role())) {
      throw new HttpError(SC_FORBIDDEN, "Your role does not allow this.");
    }
    return route;
  }

  /** By the rights of the page that it is about. */
  private Reply live(Visit visit) {
    LiveAddress at = LiveAddress.of(visit.form());
    PageRoute route = route(false, at.path(), visit);
    if (route.figures() && !visit.ask().seesFigures()) {
      throw new HttpError(SC_FORBIDDEN, OTHERS);
    }
    return Reply.watching(route.watch(visit.of(route.id(at.path())).asking(at.form())));
  }
}
