package dev.stint.web.page;

/**
 * What stands around every page.
 *
 * @param base the path of the servlet, before which every link of the page stands
 * @param assets the path of scripts and styles
 * @param section the entry of the menu that it belongs to
 * @param here its own address, by which it is refreshed; empty if it is not
 * @param events where it is told that it changed; empty if nobody tells
 * @param figures whether pages of figures are shown in the menu
 * @param who the name of the one who looks; empty if nobody is signed in
 * @param role what they may do, in a word
 * @param signedIn whether they can sign out here
 * @param csrf what each form must say
 * @param note what was just done, in a sentence; may be empty
 */
record Shell(
    String base,
    String assets,
    String title,
    String section,
    String here,
    String events,
    boolean figures,
    String who,
    String role,
    boolean signedIn,
    String csrf,
    String note) {

  /** The same, for a browser that has this token. */
  Shell with(String token, boolean signsOut) {
    return new Shell(
        base, assets, title, section, here, events, figures, who, role, signsOut, token, note);
  }

  /** The same, for somebody who is known. */
  Shell of(String name, String mayDo, boolean seesFigures) {
    return new Shell(
        base, assets, title, section, here, events, seesFigures, name, mayDo, signedIn, csrf, note);
  }

  /** At this address, about which somebody tells there, or nobody. */
  Shell at(String address, String told) {
    return new Shell(
        base, assets, title, section, address, told, figures, who, role, signedIn, csrf, note);
  }

  Shell titled(String newTitle, String newSection) {
    return new Shell(
        base, assets, newTitle, newSection, here, events, figures, who, role, signedIn, csrf, note);
  }

  /** The same, and nothing on it is refreshed. */
  Shell still() {
    return at("", "");
  }

  Shell noted(String newNote) {
    return new Shell(
        base, assets, title, section, here, events, figures, who, role, signedIn, csrf, newNote);
  }
}
