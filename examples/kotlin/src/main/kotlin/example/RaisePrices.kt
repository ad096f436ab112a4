package example

import dev.stint.application.api.Chunk
import dev.stint.application.api.ChunkContext
import dev.stint.application.api.ChunkedAction
import dev.stint.application.api.TaskType
import java.sql.Connection
import java.util.Optional
import java.util.OptionalLong

/** What the task is asked to do; stored as JSON. A Java record, which needs no module of Jackson. */
@JvmRecord
data class Raise(val percent: Int)

val RAISE: TaskType<Raise> = TaskType.of("prices.raise", Raise::class.java)

/** A mass update: raises all prices, in chunks, each price once. */
class RaisePrices(private val shop: Shop) : ChunkedAction<Raise, Long, Long> {

    /** The last article done. */
    override fun cursorType(): Class<Long> = Long::class.javaObjectType

    /** The prices of a chunk and its cursor are one commit. */
    override fun atomic() = true

    override fun total(raise: Raise): OptionalLong = OptionalLong.of(ARTICLES)

    override fun next(raise: Raise, after: Optional<Long>, size: Int): Chunk<Long, Long> {
        val articles = shop.articlesAfter(after.orElse(0), size)
        return Chunk(articles, articles.lastOrNull() ?: after.orElse(0), articles.size < size)
    }

    override fun process(raise: Raise, articles: List<Long>, context: ChunkContext) {
        val connection = context.transaction(Connection::class.java) // neither commit nor close it
        connection.prepareStatement("update price set cents = cents * ? / 100 where article = ?").use { update ->
            for (article in articles) {
                update.setInt(1, 100 + raise.percent)
                update.setLong(2, article)
                update.addBatch()
            }
            update.executeBatch()
        }
    }
}
