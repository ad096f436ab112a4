package dev.stint.site;

import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** What a part of a page says, without any markup. */
final class Words extends AbstractVisitor {

  private final StringBuilder words = new StringBuilder();

  private Words() {}

  static String of(Node node) {
    Words words = new Words();
    node.accept(words);
    return words.words.toString().replaceAll("\\s+", " ").strip();
  }

  @Override
  public void visit(Text text) {
    words.append(text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    words.append(code.getLiteral());
  }

  @Override
  public void visit(FencedCodeBlock code) {
    words.append(code.getLiteral()).append(' ');
  }

  @Override
  public void visit(SoftLineBreak end) {
    words.append(' ');
  }

  @Override
  public void visit(HardLineBreak end) {
    words.append(' ');
  }

  @Override
  public void visit(CustomNode cell) {
    visitChildren(cell);
    if (cell instanceof TableCell) {
      words.append(' ');
    }
  }

  @Override
  protected void visitChildren(Node parent) {
    super.visitChildren(parent);
    if (parent instanceof Block) {
      words.append(' ');
    }
  }
}
