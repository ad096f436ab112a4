package dev.stint.web.page;

import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;

/** Runs the templates, which were compiled at build and escape all data by where it stands. */
final class Html {

  private static final HtmlInterceptor NOTHING =
      new HtmlInterceptor() {
        @Override
        public void onHtmlTagOpened(String name, Map<String, Object> values, TemplateOutput out) {}

        @Override
        public void onHtmlTagClosed(String name, TemplateOutput out) {}
      };

  private Html() {}

  /** A compiled template with its parameters. */
  @FunctionalInterface
  interface Template {
    void render(HtmlTemplateOutput out, HtmlInterceptor interceptor);
  }

  static String of(Template template) {
    StringOutput text = new StringOutput();
    template.render(new OwaspHtmlTemplateOutput(text), NOTHING);
    return text.toString();
  }
}
