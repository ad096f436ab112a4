package example

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import dev.stint.application.api.TaskDefinition
import dev.stint.bootstrap.Stint
import dev.stint.domain.TaskId
import dev.stint.jdbc.JdbcStores
import java.net.InetAddress
import java.net.InetSocketAddress

/** Starts Stint on a SQLite file, and the JDK's HTTP server on port 8080 (or that of the system property). */
fun main() {
    val shop = Shop("jdbc:sqlite:shop.db")
    shop.open()
    val stint = Stint.on(JdbcStores.sqlite(shop.url).migrate())
        .define(TaskDefinition.of(RAISE, RaisePrices(shop)))
        .build()
    stint.work().start()
    val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger("port", 8080)), 0)
    server.createContext("/raise") { it.answer(202, """{"id": "${raise(stint)}"}""" + "\n") }
    server.createContext("/tasks/") { it.answer(200, task(stint, it.requestURI.path.removePrefix("/tasks/"))) }
    server.createContext("/prices") { it.answer(200, shop.prices()) }
    server.start()
    Runtime.getRuntime().addShutdownHook(Thread { server.stop(0); stint.close() })
    println("ask http://127.0.0.1:${server.address.port}/prices")
}

/** One at a time: asked again while the task is not over, it answers that task. */
private fun raise(stint: Stint): TaskId = stint.tasks().request(RAISE.with(Raise(10)).key("raise")).id()

private fun task(stint: Stint, id: String): String =
    stint.ask().summary(TaskId.of(id))
        .map { """{"status": "${it.status()}", "done": ${it.done()}, "total": ${it.total()}, "percent": ${it.percent()}}""" + "\n" }
        .orElse("{}\n")

private fun HttpExchange.answer(status: Int, text: String) = use {
    val body = text.toByteArray()
    sendResponseHeaders(status, body.size.toLong())
    responseBody.write(body)
}
