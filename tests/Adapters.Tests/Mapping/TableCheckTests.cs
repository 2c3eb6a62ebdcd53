using Xunit;
using ZioExchange.Adapters.Mapping.Tables;

namespace ZioExchange.Adapters.Tests.Mapping;

public sealed class TableCheckTests
{
    [Theory]
    [InlineData("X-1;VERZUIM;/;v;Observation.geenelement;;;;", "has no element")]
    [InlineData("X-1;VERZUIM;/;v;Observatie.code;;;;", "no resource type")]
    [InlineData("X-1;FOUT;/;v;Observation.valueString;;;;", "There is no category FOUT")]
    [InlineData("X-1;-;/;v;Observation.valueString;;;;", "no category")]
    [InlineData("X-1;VERZUIM;/;v;Observation.valueString;toveren;;;", "no conversion toveren")]
    [InlineData("X-1;VERZUIM;/;v;Observation.valueString;code;;;", "takes 1 code maps")]
    [InlineData("X-1;VERZUIM;/;v;Observation.valueString;code;bestaatniet;;", "no code map bestaatniet")]
    [InlineData("X-1;VERZUIM;/;v;Observation.valueBoolean;date;;;", "does not fit")]
    [InlineData("X-1;VERZUIM;/;a + b;Observation.valueString;text;;;", "takes 1 sources")]
    [InlineData("X-1;VERZUIM;v;v;Observation.valueString;;;;", "context 'v' cannot be read")]
    [InlineData("X-1;VERZUIM;/;../../v;Observation.valueString;;;;", "cannot be read")]
    [InlineData("X-1;VERZUIM;/;v;Observation.valueString;text | when(v=1);;;", "Put spaces around")]
    [InlineData("X-1;VERZUIM;/;v;Observation.valueString;;;misschien;", "required")]
    [InlineData("X-1;VERZUIM;/;v;Observation.identifier;bsn;;;", "Write BSN as category")]
    [InlineData("X-1;-;/;v;;ignore;;;", "does not say why")]
    [InlineData("X-1;VERZUIM;/;v;Observation.subject;text;;;", "engine itself writes")]
    [InlineData("X-1;VERZUIM;/;v;Patient.gender;code;kind;;", "does not allow")]
    [InlineData("V-0;VERZUIM;/;v;Observation.valueString;;;;", "stands also in")]
    [InlineData("X-1;VERZUIM;/;v;Observation.valueString;;;;\nX-2;VERZUIM;/;w;Observation.valueString;;;;", "writes Observation.valueString too")]
    [InlineData("X-1;VERZUIM;/;v;Observation#b.valueString;;;;", "which FHIR requires")]
    [InlineData("X-1;-;/;;Observation.focus;ref(Goal#x);;;", "There is no resource Goal#x")]
    [InlineData("X-1;VERZUIM;/rij*;/lijst*/v;Observation#b.valueString;;;;\nX-2;VERZUIM;/lijst*;v;Observation#c.valueString;;;;", "repeats outside this context")]
    [InlineData("X-1;VERZUIM;/;v;Organization#b.alias;;;;", "org-1")]
    [InlineData("X-1;VERZUIM;/;v;Observation.identifier;identifier(urn:x:{v|iets});;;", "no known numbers")]
    [InlineData("P-1;ID_BASIS;/kind;naam;Patient.name.text;;;;\nX-1;VERZUIM;/rij*;v;Observation#b.valueString;;;;\nX-2;-;/rij*;;Observation#b.status;const(final);;;\nX-3;-;/rij*;;Observation#b.code;const(urn:c|x);;;", "which a document may lack")]
    [InlineData("#fout;;;;;;;;", "There is no declaration #fout")]
    [InlineData("#drop;;/;v = 1;Observation;;;;", "does not say why")]
    [InlineData("#restrict;;/;v = 1;Observation;;;;", "does not say why")]
    [InlineData("#one-child;;;;;;;;", "does not say why")]
    [InlineData("#restrict;;/;v = 1;Observation;;;;secret", "there is a target")]
    [InlineData("X-1;VERZUIM;/;v;Observation.valueString;;;;;;teveel", "a table has 9 columns")]
    [InlineData("X-1;VERZUIM;/;\"v;Observation.valueString;;;;", "not closed")]
    public void A_fault_names_its_row_and_a_remedy(string row, string part)
    {
        const string Good = "V-0;-;/;;Observation.status;const(final);;;\nV-1;-;/;;Observation.code;const(urn:c|x);;;\nV-2;VERZUIM;/;z;Observation.note.text;;;;\n";
        var faults = Assert.Throws<MappingFaultsException>(() => Samples.Load(Samples.JsonDeclarations + Good + row)).Faults;

        var fault = faults.First(fault => fault.Message.Contains(part, StringComparison.Ordinal) || fault.Remedy.Contains(part, StringComparison.Ordinal));
        Assert.Equal("t0.csv", fault.File);
        Assert.NotEmpty(fault.Remedy);
    }

    [Fact]
    public void All_faults_of_all_tables_are_told_at_once()
    {
        const string Bad = "X-1;FOUT;/;v;Observation.x;toveren;;;\nX-1;VERZUIM;/;v;Observation.y;;;;";
        var faults = Assert.Throws<MappingFaultsException>(() => Samples.Load(Samples.JsonDeclarations + Bad, "X-9;VERZUIM;/;v;;;;;")).Faults;

        Assert.True(faults.Count >= 8, string.Join('\n', faults));
        Assert.Equal(["t0.csv", "t1.csv"], faults.Select(fault => fault.File).Distinct());
        Assert.Contains(faults, fault => fault.Row == 7);
    }
}
