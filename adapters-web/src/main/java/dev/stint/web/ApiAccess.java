package dev.stint.web;

import dev.stint.application.api.Principal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who may do what through the API. Immutable; each method answers a refined copy.
 *
 * @param caller who asks, by the host's own means; empty means not authenticated
 * @param roles what somebody may do beside looking; what it is done to, the host's access policy
 *     says
 * @param admission the types that can be requested, and the largest body
 * @param origins of pages, beside the API's own, whose scripts may change something: {@code
 *     https://ops.example.com}
 * @param masks what of arguments and results is shown to nobody
 * @param embedding whether pages of the host may frame the page of somebody's own tasks
 */
public record ApiAccess(
    Function<HttpServletRequest, Optional<Principal>> caller,
    Function<Principal, ApiRole> roles,
    Admission admission,
    Set<String> origins,
    Masks masks,
    Embedding embedding) {

  public ApiAccess {
    origins = Set.copyOf(origins);
  }

  /** One whose tasks no other page frames. */
  public ApiAccess(
      Function<HttpServletRequest, Optional<Principal>> caller,
      Function<Principal, ApiRole> roles,
      Admission admission,
      Set<String> origins,
      Masks masks) {
    this(caller, roles, admission, origins, masks, Embedding.OFF);
  }

  /** One that masks nothing. */
  public ApiAccess(
      Function<HttpServletRequest, Optional<Principal>> caller,
      Function<Principal, ApiRole> roles,
      Admission admission,
      Set<String> origins) {
    this(caller, roles, admission, origins, Masks.NONE);
  }

  /** Everybody whom the host knows may look, and nobody may change or request anything. */
  public static ApiAccess readOnly(Function<HttpServletRequest, Optional<Principal>> caller) {
    return new ApiAccess(caller, who -> ApiRole.READ, Admission.of(), Set.of());
  }

  /** Asked at each call; thread-safe and quick. */
  public ApiAccess roles(Function<Principal, ApiRole> value) {
    return new ApiAccess(caller, value, admission, origins, masks, embedding);
  }

  /** Which tasks can be requested, by those who may operate. */
  public ApiAccess requests(Admission value) {
    return new ApiAccess(caller, roles, value, origins, masks, embedding);
  }

  /** For a proxy that does not hand on the {@code Host} by which browsers know it. */
  public ApiAccess origins(Set<String> value) {
    return new ApiAccess(caller, roles, admission, value, masks, embedding);
  }

  /** Members of arguments, results, cursors and items set aside that are shown to nobody. */
  public ApiAccess masks(Masks value) {
    return new ApiAccess(caller, roles, admission, origins, value, embedding);
  }

  /** A page of somebody's own tasks, {@code /own}, for frames in pages of the host. */
  public ApiAccess embedding(Embedding value) {
    return new ApiAccess(caller, roles, admission, origins, masks, value);
  }
}
