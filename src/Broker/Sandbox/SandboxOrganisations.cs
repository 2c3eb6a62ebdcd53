using ZioExchange.Adapters.Sources;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Sandbox;

/// <summary>The parties of the region: the clients of CONTRACT and one GI. All numbers are in ranges that nobody uses.</summary>
public static class SandboxOrganisations
{
    public const string SchoolSo = "school-so";
    public const string SchoolPo = "school-po";
    public const string InstellingC2 = "instelling-c2";
    public const string SwvOost = "swv-oost";
    public const string SwvNoord = "swv-noord";
    public const string GemeenteA = "gemeente-a";
    public const string GemeenteB = "gemeente-b";
    public const string GemeenteC = "gemeente-c";
    public const string Zorgkantoor = "zorgkantoor";
    public const string Jeugdhulpaanbieder = "jeugdhulpaanbieder";
    public const string Zorgaanbieder = "zorgaanbieder";
    public const string Gi = "gi";

    public static IReadOnlyList<SandboxOrganisation> All { get; } =
    [
        School(SchoolSo, "SCHOOL", "De Verzinboom, speciaal onderwijs cluster 4", "99SO00"),
        School(SchoolPo, "SCHOOL", "Basisschool Het Bedenksel", "99PO00"),
        School(InstellingC2, "INSTELLING", "Instelling De Klankfictie, cluster 2", "99CT00"),
        Swv(SwvOost, "Samenwerkingsverband Oosterfant", "PO9901"),
        Swv(SwvNoord, "Samenwerkingsverband Noorderfant", "PO9902"),
        Gemeente(GemeenteA, "Gemeente Fantstede", "9901"),
        Gemeente(GemeenteB, "Gemeente Bedachteren", "9902"),
        Gemeente(GemeenteC, "Gemeente Nergenshuizen", "9903"),
        Of(Zorgkantoor, "ZORGKANTOOR", "Zorgkantoor Fantland", SourceKind.Zorgkantoor, false,
            new(NamingSystems.Uzovi, "9991"), new(NamingSystems.Zorgkantoorregio, "5599"), new(NamingSystems.Oin, "00000003999999010000")),
        Of(Jeugdhulpaanbieder, "JEUGDHULPAANBIEDER", "Jeugdhulp De Luchtbrug", SourceKind.Aanbieder, false,
            new(NamingSystems.Agb, "99990001"), new(NamingSystems.Oin, "00000003999999020000")),
        Of(Zorgaanbieder, "ZORGAANBIEDER", "Zorggroep Denkbeeld", SourceKind.Aanbieder, true,
            new(NamingSystems.Agb, "99990002"), new(NamingSystems.Oin, "00000003999999030000")),
        Of(Gi, "GI", "Jeugdbescherming Fantland", null, false, new SandboxIdentifier(NamingSystems.Oin, "00000003999999040000")),
    ];

    private static SandboxOrganisation School(string client, string party, string name, string brin) =>
        Of(client, party, name, SourceKind.School, false,
            new(NamingSystems.Brin, brin), new(NamingSystems.Oin, $"00000007{brin[..4]}00000000"));

    private static SandboxOrganisation Swv(string client, string name, string number) =>
        Of(client, "SWV", name, SourceKind.Swv, false, new(NamingSystems.Swv, number), new(NamingSystems.Oin, $"000000039999990{number[^1]}9000"));

    private static SandboxOrganisation Gemeente(string client, string name, string code) =>
        Of(client, "GEMEENTE", name, SourceKind.Gemeente, false,
            new(NamingSystems.Gemeentecode, code), new(NamingSystems.Oin, $"0000000199999{code}000"));

    private static SandboxOrganisation Of(
        string client, string party, string name, SourceKind? source, bool isZorgaanbieder, params SandboxIdentifier[] identifiers) =>
        new(client, new PartyType(party), name, identifiers, $"fg@{client}.example", SandboxRoles.Of(client, party), source, isZorgaanbieder);
}
