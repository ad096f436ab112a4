package dev.stint.spring;

import javax.sql.DataSource;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Which transaction manager opens the transactions of atomic chunks. */
final class TransactionManagers {

  private static final String NONE = "none";

  private TransactionManagers() {}

  /**
   * The one that is named, else the application's only or primary one if it is not known to be for
   * other data, else one of Stint's own, in which plain JDBC access takes part.
   */
  static PlatformTransactionManager of(
      ListableBeanFactory beans, StintProperties properties, DataSource source) {
    String name = properties.transactionManager();
    if (name != null && !name.equals(NONE)) {
      return beans.getBean(name, PlatformTransactionManager.class);
    }
    PlatformTransactionManager only =
        name == null ? beans.getBeanProvider(PlatformTransactionManager.class).getIfUnique() : null;
    return only != null && fits(only, source) ? only : new JdbcTransactionManager(source);
  }

  /**
   * @throws WrongSettingException if what is named is none
   */
  static void check(ListableBeanFactory beans, StintProperties properties) {
    String name = properties.transactionManager();
    boolean known =
        name == null
            || name.equals(NONE)
            || (beans.containsBean(name)
                && beans.isTypeMatch(name, PlatformTransactionManager.class));
    if (!known) {
      throw new WrongSettingException(
          "stint.transaction-manager=%s names no transaction manager; there are: %s"
              .formatted(
                  name,
                  String.join(", ", beans.getBeanNamesForType(PlatformTransactionManager.class))),
          "Set stint.transaction-manager to the name of a PlatformTransactionManager bean, or to"
              + " none.");
    }
  }

  /** Those of JDBC, JPA and Hibernate say by this property which data they are for. */
  private static boolean fits(PlatformTransactionManager manager, DataSource source) {
    BeanWrapper properties = new BeanWrapperImpl(manager);
    return !properties.isReadableProperty("dataSource")
        || source.equals(properties.getPropertyValue("dataSource"));
  }
}
