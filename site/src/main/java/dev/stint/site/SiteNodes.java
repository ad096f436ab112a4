package dev.stint.site;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.CoreHtmlNodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * What the site does its own way: headings with anchors, diagrams as tables, and code that can be
 * scrolled. Comments are left out; other HTML is refused.
 */
final class SiteNodes extends CoreHtmlNodeRenderer {

  private static final Pattern MOVE = Pattern.compile("(\\S+) --> (\\S+?)(?:: (\\S+))?\n");

  private final HtmlWriter html;
  private final Map<Node, Heading> headings;

  SiteNodes(HtmlNodeRendererContext context, Map<Node, Heading> headings) {
    super(context);
    this.html = context.getWriter();
    this.headings = headings;
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(
        org.commonmark.node.Heading.class,
        FencedCodeBlock.class,
        HtmlBlock.class,
        HtmlInline.class);
  }

  @Override
  public void visit(org.commonmark.node.Heading node) {
    Heading heading = headings.get(node);
    String tag = "h" + node.getLevel();
    html.line();
    if (heading == null) {
      html.tag(tag);
      visitChildren(node);
    } else {
      html.tag(tag, Map.of("id", heading.id()));
      visitChildren(node);
      Map<String, String> anchor = new LinkedHashMap<>();
      anchor.put("class", "anchor");
      anchor.put("href", "#" + heading.id());
      anchor.put("aria-label", "Link to “" + heading.text() + "”");
      html.tag("a", anchor);
      html.text("#");
      html.tag("/a");
    }
    html.tag("/" + tag);
    html.line();
  }

  @Override
  public void visit(FencedCodeBlock code) {
    if ("mermaid".equals(code.getInfo())) {
      moves(code.getLiteral());
      return;
    }
    html.line();
    html.tag("pre", Map.of("tabindex", "0"));
    html.tag("code");
    html.text(code.getLiteral());
    html.tag("/code");
    html.tag("/pre");
    html.line();
  }

  /** A state diagram as a table: what each state becomes, and by what. */
  private void moves(String diagram) {
    Map<String, Map<String, Set<String>>> states = new LinkedHashMap<>();
    for (MatchResult move : MOVE.matcher(diagram).results().toList()) {
      states
          .computeIfAbsent(move.group(1), s -> new LinkedHashMap<>())
          .computeIfAbsent(move.group(2), s -> new TreeSet<>())
          .add(move.group(3) == null ? "request" : move.group(3));
    }
    html.raw("<table class=\"moves\"><thead><tr><th>from</th><th>to</th></tr></thead><tbody>\n");
    states.forEach(
        (from, tos) -> {
          html.raw("<tr><th scope=\"row\">");
          html.text(from.equals("[*]") ? "(new)" : from);
          html.raw("</th><td>");
          tos.forEach(
              (to, events) -> {
                html.raw("<span class=\"move\"><b>");
                html.text(to);
                html.raw("</b> by ");
                html.text(String.join(", ", events));
                html.raw("</span> ");
              });
          html.raw("</td></tr>\n");
        });
    html.raw("</tbody></table>\n");
  }

  @Override
  public void visit(HtmlBlock block) {
    refuse(block.getLiteral());
  }

  @Override
  public void visit(HtmlInline inline) {
    refuse(inline.getLiteral());
  }

  private static void refuse(String literal) {
    if (!literal.strip().startsWith("<!--")) {
      throw new IllegalArgumentException("HTML in Markdown is not for the site: " + literal);
    }
  }

  /** Tables that are wider than the page are scrolled. */
  static String scrolled(String page) {
    return page.replace("<table>", "<div class=\"table\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>")
        .replace(
            "<table class=\"moves\">",
            "<div class=\"table\" tabindex=\"0\"><table class=\"moves\">");
  }
}
