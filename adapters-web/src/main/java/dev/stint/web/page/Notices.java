package dev.stint.web.page;

import dev.stint.web.HttpError;

/** Pages that only say a sentence. */
final class Notices {

  private Notices() {}

  static Reply of(Shell shell, HttpError error) {
    return of(shell, error, shell.base() + "/tasks", "Go to the tasks");
  }

  /** With another way on than that to the tasks. */
  static Reply of(Shell shell, HttpError error, String href, String way) {
    Shell still = shell.titled(title(error.status()), "").still();
    return Reply.page(
        error.status(),
        Html.of(
            (out, on) -> JtenoticeGenerated.render(out, on, still, error.sentence(), href, way)));
  }

  private static String title(int status) {
    return switch (status) {
      case 401 -> "Sign in";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 409 -> "Not possible now";
      case 503 -> "The store is away";
      case 500 -> "Something went wrong";
      default -> "Not understood";
    };
  }
}
