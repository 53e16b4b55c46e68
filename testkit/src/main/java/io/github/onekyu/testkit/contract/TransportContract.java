package io.github.onekyu.testkit.contract;

/**
 * Everything a transport must hold to, over real connections. A test class implements this interface, says what the
 * transport can do and how to reach it; every test of the chapters then runs, or is skipped with the capability it
 * lacks.
 *
 * <pre>{@code
 * class WsContractTest implements TransportContract {
 *     public TransportFixture fixture() { return new WsFixture(); }
 *     public Set<Capability> capabilities() { return EnumSet.of(LISTENS, ACTIONS, ECHO, EVENTS); }
 * }
 * }</pre>
 */
public interface TransportContract
        extends ActionsContract,
                EchoContract,
                EventsContract,
                AuthorizationContract,
                LifecycleContract,
                HostilePeersContract,
                LeaksContract {}
