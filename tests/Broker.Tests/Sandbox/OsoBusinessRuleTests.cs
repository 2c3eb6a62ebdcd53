using System.Xml.Linq;
using Xunit;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Sandbox.Documents;

namespace ZioExchange.Broker.Tests.Sandbox;

/// <summary>The business rules of OSO 2019.1 that an XSD cannot say, for every family. Rule numbers are those of the standard.</summary>
public sealed class OsoBusinessRuleTests
{
    private static readonly XNamespace Oso = "http://www.edustandaard.nl/oso_gegevensset/2019/dossier";
    private static readonly SandboxRegion Demo = Region.Demonstration;

    public static IEnumerable<TheoryDataRow<string>> References => Region.References;

    [Theory]
    [MemberData(nameof(References))]
    public void A_dossier_for_an_SWV_keeps_the_rules_of_PaO(string child)
    {
        var dossier = Read(child, pao: true);
        var pupil = dossier.Descendants(Oso + "leerling").Single();

        Assert.Contains(dossier.Descendants(Oso + "overstap").Single().Value, new[] { "POSWV", "VOSWV" });                                   // SO02
        Assert.Equal("swv-dossier", dossier.Element(Oso + "overdrachtsoort")!.Value);                                                         // SO03
        Assert.NotEmpty(dossier.Elements(Oso + "huidigeschool").Elements(Oso + "adreslijst").Elements(Oso + "adres"));                        // SL01
        Assert.NotEmpty(pupil.Elements(Oso + "schoolloopbaanlijst").Elements());                                                              // SL01 of the career
        Assert.Empty(pupil.Elements(Oso + "eindtoets_basisonderwijs"));                                                                       // EB01
        Assert.True(pupil.Element(Oso + "verzorgersaansprakelijk")!.Value == "false" || pupil.Elements(Oso + "verzorger").Any());             // OV01
        Assert.All(pupil.DescendantsAndSelf().Where(person => person.Element(Oso + "adresgeheim") is not null), person =>                     // LL05, LL06, OV03
            Assert.Equal(person.Element(Oso + "adresgeheim")!.Value == "true", person.Element(Oso + "adreslijst") is null));
    }

    [Theory]
    [MemberData(nameof(References))]
    public void A_secret_number_is_the_dummy_of_the_standard(string child) =>
        Assert.All(Read(child, pao: false).Descendants(Oso + "communicatie").Where(line => line.Element(Oso + "geheim")?.Value == "true"), line =>
            Assert.Contains(line.Element(Oso + "nummer")!.Value, new[] { "9999999999", "geheim@geheim.geheim" }));                            // LL08, OV04

    [Theory]
    [MemberData(nameof(References))]
    public void An_overstap_dossier_keeps_the_rules_of_OV(string child)
    {
        var dossier = Read(child, pao: false);
        var pupil = dossier.Descendants(Oso + "leerling").Single();

        Assert.Contains(dossier.Descendants(Oso + "overstap").Single().Value, new[] { "POPO", "POVO", "VOVO" });                              // OS02
        Assert.Equal("true", dossier.Descendants(Oso + "inzage").Single(element => !element.HasElements).Value);                              // IZ02
        Assert.Single(dossier.Descendants(Oso + "inzagedatum"));                                                                              // IZ03
        Assert.Single(dossier.Descendants(Oso + "toestemming"));                                                                              // IZ05
        Assert.True(pupil.Element(Oso + "verzorgersaansprakelijk")!.Value == "true" || pupil.Element(Oso + "aansprakelijkeinstelling") is not null);   // AI01
        Assert.Single(pupil.Descendants(Oso + "contactpersoon"));                                                                             // OA04
        Assert.Single(pupil.Descendants(Oso + "contacttelefoon"));                                                                            // OA05
    }

    private static XElement Read(string child, bool pao)
    {
        using var bytes = new MemoryStream(OsoDocument.Write(Demo, Demo.Child(child), pao));
        return XElement.Load(bytes);
    }
}
