package dev.stint.site;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Text;

/** Makes the links of a page those of the site. */
final class PageLinks extends AbstractVisitor {

  private final Links links;
  private final Source page;

  PageLinks(Links links, Source page) {
    this.links = links;
    this.page = page;
  }

  /**
   * A text that is but the name of the file becomes the title of that page; one that leads to a
   * folder of the repository is no link here.
   */
  @Override
  public void visit(Link link) {
    String to = link.getDestination();
    if (link.getFirstChild() instanceof Text text
        && text.getNext() == null
        && text.getLiteral().endsWith(".md")
        && to.endsWith(text.getLiteral())) {
      links.page(page, to).ifPresent(target -> text.setLiteral(target.title()));
    }
    if (links.folder(page, to)) {
      while (link.getFirstChild() != null) {
        link.insertBefore(link.getFirstChild());
      }
      link.unlink();
    } else {
      link.setDestination(links.rewritten(page, to));
      visitChildren(link);
    }
  }

  @Override
  public void visit(Image image) {
    image.setDestination(links.rewritten(page, image.getDestination()));
  }
}
