package io.sallyport.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.sallyport.identity.Claims;
import io.sallyport.identity.ClientId;
import io.sallyport.identity.Group;
import io.sallyport.identity.Role;
import io.sallyport.identity.SignIn;
import io.sallyport.identity.Subject;
import io.sallyport.identity.SubjectId;
import io.sallyport.identity.Tenant;

class CollectionCatalogTests {

    private static final Collection FINANCE = new Collection("finance");
    private static final Collection LEGAL = new Collection("legal");
    private static final CollectionCatalog CATALOG = new CollectionCatalog(Map.of(
            LEGAL,
            new CollectionCatalog.Access(Set.of(new Principal("role:legal")), Set.of(new Principal("user:lena"))),
            FINANCE, new CollectionCatalog.Access(Set.of(Principal.EVERYONE), Set.of(new Principal("group:content")))));

    @Test
    void unknownAndForbiddenLookTheSame() {
        assertThat(CATALOG.readableBy("legal", subject("alice", "all-staff", "staff"))).isEmpty();
        assertThat(CATALOG.readableBy("nothing", subject("alice", "all-staff", "staff"))).isEmpty();
        assertThat(CATALOG.readableBy("../legal", subject("alice", "all-staff", "staff"))).isEmpty();
    }

    @Test
    void readersAndWritersAreNamedByUserGroupOrRole() {
        Subject lena = subject("lena", "all-staff", "legal");
        assertThat(CATALOG.readableBy("legal", lena)).contains(LEGAL);
        assertThat(CATALOG.writableBy("legal", lena)).contains(LEGAL);
        assertThat(CATALOG.writableBy("finance", lena)).isEmpty();
        assertThat(CATALOG.writableBy("finance", subject("olga", "content", "staff"))).contains(FINANCE);
    }

    @Test
    void aReaderIsNoWriter() {
        assertThat(CATALOG.writableBy("legal", subject("luis", "all-staff", "legal"))).isEmpty();
    }

    @Test
    void whatASubjectMayUseIsListedByName() {
        assertThat(CATALOG.readableBy(subject("lena", "all-staff", "legal"))).containsExactly(FINANCE, LEGAL);
        assertThat(CATALOG.readableBy(subject("alice", "all-staff", "staff"))).containsExactly(FINANCE);
        assertThat(CATALOG.writableBy(subject("alice", "all-staff", "staff"))).isEmpty();
        assertThat(CATALOG.all()).containsExactly(FINANCE, LEGAL);
    }

    private static Subject subject(String id, String group, String role) {
        return new Subject(
                "https://issuer.example", new SubjectId(id), new Tenant("halden"), new ClientId(id),
                Set.of(new Group(group)), Set.of(new Role(role)), Optional.empty(), new SignIn(List.of(), true),
                new Claims(Map.of()));
    }
}
