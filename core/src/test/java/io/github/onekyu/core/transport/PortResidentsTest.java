package io.github.onekyu.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortResidentsTest {
    private final PortResidents<String> port = new PortResidents<>();

    @ParameterizedTest
    @Tag("ACC-06")
    @Tag("ACC-07")
    @Tag("ACC-08")
    @CsvSource({
        "/10001/send_msg,,A,/send_msg",
        "/10001/,,A,/",
        "/10001,,A,/",
        "/10001/data/image/10002,,A,/data/image/10002",
        "/10002/event,,B,/event",
        "/10001//x,,A,//x",
        "/send_msg,10001,A,/send_msg",
        "/send_msg,' 10002 ',B,/send_msg",
        "/10001/send_msg,10001,A,/send_msg",
        "/10001/send_msg,10002,-,/10001/send_msg",
        "/10001/send_msg,'10001,10001',-,/10001/send_msg",
        "/send_msg,,-,/send_msg",
        "/send_msg,'',-,/send_msg",
        "/send_msg,10003,-,/send_msg",
        "/send_msg,me,-,/send_msg",
        "/send_msg,010001,-,/send_msg",
        "/10003/send_msg,,-,/10003/send_msg",
        "/010001/send_msg,,-,/010001/send_msg",
        "/10001x/send_msg,,-,/10001x/send_msg",
        "/1000110001100011000110001/x,,-,/1000110001100011000110001/x",
        "'',,-,''",
        "/,,-,/"
    })
    void withSeveralTheRequestMustNameOne(String path, @Nullable String header, String resident, String rest) {
        port.add(10001, "A");
        port.add(10002, "B");

        PortResidents.Way<String> way = port.find(path, Optional.ofNullable(header));

        assertThat(way.resident().orElse("-")).isEqualTo(resident);
        assertThat(way.path()).isEqualTo(rest);
        assertThat(way.refusal().isEmpty()).isEqualTo(way.resident().isPresent());
    }

    @ParameterizedTest
    @Tag("ACC-07")
    @Tag("ACC-08")
    @CsvSource({
        "/send_msg,,A,/send_msg",
        "/10001/send_msg,,A,/send_msg",
        "/10002/send_msg,,A,/10002/send_msg",
        "/send_msg,10001,A,/send_msg",
        "/send_msg,10002,-,/send_msg",
        "/,,A,/"
    })
    void oneAloneNeedsNotBeNamedButIsNotTakenForAnother(
            String path, @Nullable String header, String resident, String rest) {
        port.add(10001, "A");

        PortResidents.Way<String> way = port.find(path, Optional.ofNullable(header));

        assertThat(way.resident().orElse("-")).isEqualTo(resident);
        assertThat(way.path()).isEqualTo(rest);
    }

    @Test
    @Tag("ACC-08")
    void theRefusalSaysHowToNameOne() {
        port.add(10001, "A");
        port.add(10002, "B");

        assertThat(port.find("/send_msg", Optional.empty()).refusal()).contains("/<self_id>", "X-Self-ID");
        assertThat(port.find("/9/send_msg", Optional.empty()).refusal()).contains("not behind this port");
    }
}
