package io.github.onekyu.console;

import io.github.onekyu.core.console.AccountView;
import io.github.onekyu.core.console.ConsoleContext;
import io.github.onekyu.core.observe.EndpointState;
import io.github.onekyu.core.observe.Tally;
import java.util.List;
import java.util.function.ToLongFunction;

/** The counters in the text format of Prometheus, version 0.0.4. */
final class MetricsPage {
    private static final double[] QUANTILES = {0.5, 0.9, 0.99};

    private final StringBuilder text = new StringBuilder();

    private MetricsPage() {}

    static String of(ConsoleContext context) {
        MetricsPage page = new MetricsPage();
        Tally tally = context.trace().tally();
        page.head("onekyu_events_total", "counter", "Events handed to the transports.");
        page.line("onekyu_events_total", "", tally.events());
        page.head("onekyu_calls_total", "counter", "Action calls that were answered.");
        page.line("onekyu_calls_total", "", tally.calls());
        page.head("onekyu_calls_failed_total", "counter", "Action calls that were answered failed.");
        page.line("onekyu_calls_failed_total", "", tally.failed());
        page.latencies(tally);
        page.accounts(context.accounts());
        page.endpoints(context.accounts().stream()
                .flatMap(account -> account.endpoints().stream())
                .toList());
        return page.text.toString();
    }

    private void latencies(Tally tally) {
        String name = "onekyu_call_seconds";
        head(name, "summary", "Time from the lookup of an action to its answer, since the start.");
        Tally.Latencies latencies = tally.latencies();
        for (double share : QUANTILES) {
            text.append(name)
                    .append("{quantile=\"")
                    .append(share)
                    .append("\"} ")
                    .append(latencies.quantile(share) / 1000)
                    .append('\n');
        }
        line(name + "_count", "", latencies.count());
    }

    private void accounts(List<AccountView> accounts) {
        head("onekyu_account_ready", "gauge", "1 if the account serves.");
        accounts.forEach(account -> line("onekyu_account_ready", self(account.selfId()), account.ready() ? 1 : 0));
        head("onekyu_account_online", "gauge", "1 if the chat host says that the account is online.");
        accounts.forEach(account -> line(
                "onekyu_account_online",
                self(account.selfId()),
                account.status().isTrue("online") ? 1 : 0));
    }

    private void endpoints(List<EndpointState> endpoints) {
        each(
                endpoints,
                "onekyu_connections",
                "gauge",
                "Open connections.",
                e -> e.connections().size());
        each(endpoints, "onekyu_sent_total", "counter", "Messages written.", EndpointState::sent);
        each(endpoints, "onekyu_received_total", "counter", "Messages read.", EndpointState::received);
        each(endpoints, "onekyu_dropped_total", "counter", "Messages lost to a bound.", EndpointState::dropped);
        each(endpoints, "onekyu_queued", "gauge", "Messages that wait to be written.", EndpointState::queued);
        each(endpoints, "onekyu_queued_bytes", "gauge", "Bytes that wait to be written.", EndpointState::queuedBytes);
        each(
                endpoints,
                "onekyu_endpoint_problem",
                "gauge",
                "1 if something is wrong.",
                e -> e.problem().isPresent() ? 1 : 0);
    }

    private void each(
            List<EndpointState> endpoints, String name, String type, String help, ToLongFunction<EndpointState> value) {
        head(name, type, help);
        endpoints.forEach(endpoint -> line(
                name,
                self(endpoint.selfId()) + ",endpoint=\"" + escaped(endpoint.name()) + "\"",
                value.applyAsLong(endpoint)));
    }

    private static String self(long id) {
        return "self_id=\"" + id + "\"";
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private void head(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void line(String name, String labels, long value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(value).append('\n');
    }
}
