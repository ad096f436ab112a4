package example

import java.sql.Connection
import java.sql.DriverManager

const val ARTICLES = 500_000L

/** The application's own table, in the same SQLite file as Stint's. */
class Shop(val url: String) {

    private fun connect(): Connection = DriverManager.getConnection(url)

    /** Articles 1 to 500,000 at 10.00 each, unless they are there. */
    fun open() = connect().use { connection ->
        connection.createStatement().use { statement ->
            statement.execute("pragma busy_timeout = 10000")
            statement.execute("create table if not exists price (article integer primary key, cents int)")
            statement.execute(
                """
                insert into price with recursive n(i) as (select 1 union all select i + 1 from n limit $ARTICLES)
                select i, 1000 from n where not exists (select 1 from price)""",
            )
        }
    }

    fun articlesAfter(article: Long, count: Int): List<Long> = connect().use { connection ->
        connection.prepareStatement("select article from price where article > ? order by article limit ?").use {
            it.setLong(1, article)
            it.setInt(2, count)
            val rows = it.executeQuery()
            generateSequence { if (rows.next()) rows.getLong(1) else null }.toList()
        }
    }

    fun prices(): String = connect().use { connection ->
        connection.createStatement().use {
            val row = it.executeQuery("select count(*), min(cents), max(cents) from price")
            "${row.getLong(1)} articles, from ${row.getInt(2)} to ${row.getInt(3)} cents\n"
        }
    }
}
