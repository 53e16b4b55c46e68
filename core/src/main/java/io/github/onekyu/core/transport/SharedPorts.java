package io.github.onekyu.core.transport;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ports on which the accounts of a process listen. Accounts that want the same address for the same transport get one
 * listener together; the first opens it, the last closes it (ACC-05). Made by whoever runs the accounts. Thread-safe.
 */
public final class SharedPorts {
    /** Makes a listener; the transport's own affair. */
    @FunctionalInterface
    public interface Opener<T> {
        /**
         * Binds and serves.
         *
         * @param residents to be asked for each request
         * @throws IOException if the address cannot be bound; nothing is left behind
         */
        BoundPort open(InetSocketAddress address, PortResidents<T> residents) throws IOException;
    }

    /** A listener that runs. */
    public interface BoundPort {
        /** With the real port. */
        InetSocketAddress address();

        boolean isOpen();

        /** Calls back once the port is closed, whoever closed it. Listeners whose library does not tell may leave it out. */
        default void onClosed(Runnable task) {}

        /** Takes no new connection; the port is free. */
        void closePort();

        /** Drops every connection and ends the threads. After {@link #closePort}. */
        void release();
    }

    /** An account's share in a listener. */
    public interface Place {
        InetSocketAddress address();

        boolean isOpen();

        /**
         * The account is about to go: if it is the last one, the port is free. What is connected stays, and requests that
         * name the account still come to it, to be refused in its own words. Callable twice.
         */
        void leave();

        /** After {@link #leave}: the account gets no more requests; after the last one every connection is dropped. */
        void release();
    }

    /** The address is that of another listener of this process; the message says which, and what to do. */
    public static final class TakenException extends BindException {
        private static final long serialVersionUID = 1;

        TakenException(String message) {
            super(message);
        }
    }

    private final List<Port<?>> ports = new ArrayList<>(); // guarded by this

    /**
     * Joins the listener at this address, or opens it. Port 0 is always a port of its own.
     *
     * @param kind the transport's name; another transport's listener is not shared
     * @param lost called if the port closes while the account is there
     * @throws IOException if the address cannot be had; the message says why
     */
    public synchronized <T> Place join(
            String kind, InetSocketAddress address, long account, T resident, Runnable lost, Opener<T> opener)
            throws IOException {
        ports.removeIf(port -> !port.bound.isOpen());
        Optional<Port<?>> there = address.getPort() == 0
                ? Optional.empty()
                : ports.stream()
                        .filter(port -> same(port.bound.address(), address))
                        .findFirst();
        if (there.isPresent()) {
            return there.get().join(kind, account, resident, lost);
        }
        PortResidents<T> residents = new PortResidents<>();
        residents.add(account, resident);
        Port<T> port = new Port<>(kind, residents, open(address, residents, opener));
        ports.add(port);
        port.lost.put(account, lost);
        port.bound.onClosed(port::closed);
        return new Share(port, account);
    }

    /** Who binds 0.0.0.0 is often told that it is {@code ::}, which is the same. */
    private static boolean same(InetSocketAddress bound, InetSocketAddress wanted) {
        return bound.getPort() == wanted.getPort()
                && (bound.getAddress().equals(wanted.getAddress())
                        || (bound.getAddress().isAnyLocalAddress()
                                && wanted.getAddress().isAnyLocalAddress()));
    }

    private <T> BoundPort open(InetSocketAddress address, PortResidents<T> residents, Opener<T> opener)
            throws IOException {
        try {
            return opener.open(address, residents);
        } catch (IOException taken) {
            for (Port<?> port : ports) {
                if (port.bound.address().getPort() == address.getPort()) {
                    throw new TakenException("this process listens at "
                            + port.bound.address().getAddress().getHostAddress() + " with the same port already ("
                            + port.kind + "); accounts share a port only at the same host, so give both the same one,"
                            + " or another port");
                }
            }
            throw taken;
        }
    }

    private final class Port<T> {
        private final String kind;
        private final PortResidents<T> residents;
        private final BoundPort bound;
        /** Those who are there and are not about to go, and what to do for them when the port is lost. */
        private final Map<Long, Runnable> lost = new ConcurrentHashMap<>();

        Port(String kind, PortResidents<T> residents, BoundPort bound) {
            this.kind = kind;
            this.residents = residents;
            this.bound = bound;
        }

        @SuppressWarnings("unchecked") // listeners of one kind have residents of one type
        Place join(String other, long account, Object resident, Runnable callback) throws TakenException {
            if (!kind.equals(other)) {
                throw new TakenException(
                        "there is the " + kind + " listener of this process already; choose another port");
            }
            if (!residents.add(account, (T) resident)) {
                throw new TakenException(
                        "another " + kind + " endpoint of this account listens there; choose another port");
            }
            lost.put(account, callback);
            return new Share(this, account);
        }

        private void closed() {
            lost.values().forEach(Runnable::run);
        }

        void leave(long account) {
            synchronized (SharedPorts.this) {
                lost.remove(account);
                if (lost.isEmpty()) {
                    ports.remove(this);
                    bound.closePort();
                }
            }
        }

        /** Those who end at the same time wait for each other: whoever is the last to have said goodbye ends it all. */
        void release(long account) {
            boolean over;
            synchronized (SharedPorts.this) {
                over = residents.remove(account) && lost.isEmpty();
            }
            if (over) {
                bound.release();
            }
        }
    }

    private static final class Share implements Place {
        private final Port<?> port;
        private final long account;
        // Both guarded by this.
        private boolean left;
        private boolean released;

        Share(Port<?> port, long account) {
            this.port = port;
            this.account = account;
        }

        @Override
        public InetSocketAddress address() {
            return port.bound.address();
        }

        @Override
        public boolean isOpen() {
            return port.bound.isOpen();
        }

        @Override
        public synchronized void leave() {
            if (!left) {
                left = true;
                port.leave(account);
            }
        }

        @Override
        public synchronized void release() {
            if (left && !released) {
                released = true;
                port.release(account);
            }
        }
    }
}
