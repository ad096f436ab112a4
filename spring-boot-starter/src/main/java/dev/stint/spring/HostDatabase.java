package dev.stint.spring;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** Which data source of the application's is meant. */
final class HostDatabase {

  private HostDatabase() {}

  /**
   * @return empty if the application has none
   * @throws WrongSettingException if there are several, and none is named or primary
   */
  static Optional<DataSource> of(ListableBeanFactory beans, StintProperties properties) {
    String name = properties.dataSource();
    if (name != null) {
      return Optional.of(plain(named(beans, name)));
    }
    ObjectProvider<DataSource> sources = beans.getBeanProvider(DataSource.class);
    DataSource one = sources.getIfUnique();
    if (one != null) {
      return Optional.of(plain(one));
    }
    List<String> names = names(beans);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    throw new WrongSettingException(
        "stint.data-source is not set, and the application has several data sources: "
            + String.join(", ", names),
        "Set stint.data-source to the name of one of these beans, or mark one @Primary.");
  }

  private static DataSource named(ListableBeanFactory beans, String name) {
    if (!beans.containsBean(name) || !beans.isTypeMatch(name, DataSource.class)) {
      throw new WrongSettingException(
          "stint.data-source=%s names no data source; there are: %s"
              .formatted(name, String.join(", ", names(beans))),
          "Set stint.data-source to the name of a DataSource bean.");
    }
    return beans.getBean(name, DataSource.class);
  }

  private static List<String> names(ListableBeanFactory beans) {
    return List.of(beans.getBeanNamesForType(DataSource.class));
  }

  /** Stint's own transactions are apart from those of the application. */
  private static DataSource plain(DataSource source) {
    DataSource target =
        source instanceof TransactionAwareDataSourceProxy proxy
            ? proxy.getTargetDataSource()
            : null;
    return target == null ? source : target;
  }
}
