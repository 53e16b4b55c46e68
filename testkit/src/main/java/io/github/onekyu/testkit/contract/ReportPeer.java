package io.github.onekyu.testkit.contract;

import io.github.onekyu.testkit.ReportAnswer;
import io.github.onekyu.testkit.ReportReceiver;
import java.time.Duration;

/** A bot that reports are sent to. */
public final class ReportPeer implements BotPeer {
    private final ReportReceiver receiver;

    public ReportPeer(ReportReceiver receiver) {
        this.receiver = receiver;
    }

    @Override
    public String nextEvent(Duration limit) {
        return receiver.next(limit).text();
    }

    @Override
    public void expectNoEvent(Duration limit) {
        receiver.expectNone(limit);
    }

    @Override
    public void answerNext(String operation) {
        receiver.answer(ReportAnswer.json(operation));
    }

    /** A receiver cannot see the end of a connection that is opened for one report. */
    @Override
    public boolean endsWithin(Duration limit) {
        return true;
    }

    /** The connection of the next report is reset instead of answered. */
    @Override
    public void breakOff() {
        receiver.answer(ReportAnswer.reset());
    }

    @Override
    public void close() {
        receiver.close();
    }
}
