package io.github.onekyu.core.diagnosis;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Speaks TLS as the transports do, and looks at the certificate if that fails. */
final class TlsCheck {
    private final Address address;
    private final X509ExtendedTrustManager trust;
    private X509Certificate @Nullable [] seen;

    TlsCheck(Address address, @Nullable KeyStore trusted) throws GeneralSecurityException {
        this.address = address;
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        this.trust = (X509ExtendedTrustManager) Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("this Java has no trust manager"));
    }

    /** @return a socket whose handshake is done */
    SSLSocket over(Socket plain) throws Finding, IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Looking()}, null);
            SSLSocket socket = (SSLSocket)
                    context.getSocketFactory().createSocket(plain, address.hostName(), address.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (SSLException failed) {
            throw explain(failed);
        } catch (GeneralSecurityException none) {
            throw new IOException("this Java has no TLS: " + none.getMessage(), none);
        }
    }

    static Finding noTls(Address address) {
        return new Finding(
                Cause.NO_TLS_THERE,
                "no TLS is spoken at " + address.place() + "; write "
                        + address.scheme().replaceAll("s$", "") + ":// in place of " + address.scheme()
                        + "://, or the port that has TLS");
    }

    private Finding explain(SSLException failed) {
        X509Certificate[] chain = seen;
        if (chain == null || chain.length == 0) {
            String words = String.valueOf(failed.getMessage());
            return words.contains("Unsupported or unrecognized")
                            || words.contains("plaintext")
                            || words.contains("unexpected_message")
                    ? noTls(address)
                    : new Finding(
                            Cause.TLS_FAILED,
                            "TLS: no secure connection comes about (" + Reasons.plain(words)
                                    + "); look into the peer's log, and whether it takes TLS 1.2 or 1.3");
        }
        X509Certificate own = chain[0];
        try {
            own.checkValidity();
        } catch (CertificateExpiredException expired) {
            return new Finding(
                    Cause.EXPIRED,
                    "TLS: the certificate of " + address.place() + " has expired on " + day(own.getNotAfter())
                            + "; renew it there");
        } catch (CertificateNotYetValidException early) {
            return new Finding(
                    Cause.EXPIRED,
                    "TLS: the certificate of " + address.place() + " is valid only from " + day(own.getNotBefore())
                            + "; compare the clocks of both machines");
        }
        String words = allWords(failed);
        return words.contains("subject alternative") || words.contains("No name matching")
                ? new Finding(
                        Cause.OTHER_NAME,
                        "TLS: the certificate of " + address.place() + " is for another name ("
                                + Reasons.plain(own.getSubjectX500Principal().getName()) + "), not for "
                                + address.hostName() + "; write the name that it is for, or get one for this name")
                : new Finding(
                        Cause.UNTRUSTED,
                        "TLS: this Java does not trust the certificate of " + address.place() + " (issued by "
                                + Reasons.plain(own.getIssuerX500Principal().getName())
                                + "); put the issuer into a trust store and name it with"
                                + " JAVA_OPTS=-Djavax.net.ssl.trustStore=<file>, or use a certificate of a public issuer");
    }

    private static String allWords(Throwable failure) {
        StringBuilder words = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            words.append(each.getMessage()).append(' ');
        }
        return words.toString();
    }

    private static LocalDate day(java.util.Date date) {
        return LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC);
    }

    /** Trusts as Java does, and keeps what it was shown. */
    private final class Looking extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws java.security.cert.CertificateException {
            seen = chain;
            trust.checkServerTrusted(chain, type, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws java.security.cert.CertificateException {
            seen = chain;
            trust.checkServerTrusted(chain, type, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws java.security.cert.CertificateException {
            seen = chain;
            trust.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws java.security.cert.CertificateException {
            trust.checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws java.security.cert.CertificateException {
            trust.checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws java.security.cert.CertificateException {
            trust.checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return trust.getAcceptedIssuers();
        }
    }
}
