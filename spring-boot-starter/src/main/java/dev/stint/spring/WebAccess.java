package dev.stint.spring;

import dev.stint.application.api.Principal;
import dev.stint.web.Admission;
import dev.stint.web.ApiAccess;
import dev.stint.web.ApiRole;
import dev.stint.web.Embedding;
import dev.stint.web.Masks;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may do what on the page, by the application's own sign-in and roles. */
final class WebAccess {

  private static final String THIS_APPLICATION = "self";
  private static final Pattern PATH = Pattern.compile("(/[\\w.~-]+)+");

  private WebAccess() {}

  static ApiAccess of(StintWebProperties from, Masks masks) {
    return ApiAccess.readOnly(request -> caller(request, from))
        .roles(who -> who.is(Principal.Role.ADMINISTRATOR) ? ApiRole.ADMINISTER : from.others())
        .requests(admission(from.requests()))
        .embedding(embedding(from.embeddedIn()))
        .masks(masks);
  }

  private static Optional<Principal> caller(HttpServletRequest request, StintWebProperties from) {
    return Optional.ofNullable(request.getRemoteUser())
        .map(name -> Principal.of(name, roles(request, from)));
  }

  private static Principal.Role[] roles(HttpServletRequest request, StintWebProperties from) {
    List<Principal.Role> roles = new ArrayList<>();
    if (is(request, from.administrators())) {
      roles.add(Principal.Role.ADMINISTRATOR);
    }
    if (is(request, from.developers())) {
      roles.add(Principal.Role.DEVELOPER);
    }
    return roles.toArray(Principal.Role[]::new);
  }

  private static boolean is(HttpServletRequest request, @Nullable String role) {
    return role != null && request.isUserInRole(role);
  }

  private static Admission admission(List<String> types) {
    try {
      return Admission.of(types.toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      throw new WrongSettingException(
          "stint.web.requests=%s cannot work: %s"
              .formatted(String.join(",", types), e.getMessage()),
          "Write the names of task types, such as orders.ship.",
          e);
    }
  }

  private static Embedding embedding(List<String> origins) {
    if (origins.isEmpty()) {
      return Embedding.OFF;
    }
    try {
      return Embedding.SAME_ORIGIN.in(
          origins.stream().filter(o -> !o.equals(THIS_APPLICATION)).toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      throw new WrongSettingException(
          "stint.web.embedded-in=%s cannot work: %s"
              .formatted(String.join(",", origins), e.getMessage()),
          "Write self for pages of this application, and origins such as https://shop.example.com for others.",
          e);
    }
  }

  /**
   * What a servlet is mapped to that is at the path.
   *
   * @throws WrongSettingException if it is no path
   */
  static String mapping(String path) {
    if (!PATH.matcher(path).matches()) {
      throw new WrongSettingException(
          "stint.web.path=%s is no path of its own".formatted(path),
          "Write it with a slash before it and none behind it, such as /stint.");
    }
    return path + "/*";
  }
}
