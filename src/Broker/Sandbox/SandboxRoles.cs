namespace ZioExchange.Broker.Sandbox;

/// <summary>The registered professionals of each party: one for every role that it may hold and the matrix names.</summary>
/// <remarks>Source: law/roles.json (held_by, aliases).</remarks>
internal static class SandboxRoles
{
    private static readonly Dictionary<string, string[]> HeldBy = new()
    {
        ["SCHOOL"] = ["IB", "DIRECTEUR", "LEERKRACHT", "ZORGCOORDINATOR", "CVB_LID", "MENTOR", "BELEID", "INTERN_BEGELEIDER"],
        ["INSTELLING"] = ["IB", "DIRECTEUR", "LEERKRACHT", "ZORGCOORDINATOR", "CVB_LID", "MENTOR"],
        ["SWV"] = ["TLV_COMMISSIE", "ORTHOPEDAGOOG_SWV", "SWV_CONSULENT", "DOSSIERBEHEERDER_SWV", "BELEID"],
        ["GEMEENTE"] =
        [
            "JEUGDCONSULENT", "LEERPLICHTAMBTENAAR", "ZORGINKOPER_GEMEENTE", "WMO_CONSULENT", "RMC", "VERVOERSCONSULENT",
            "ZORGINKOPER", "FINANCIEN", "BELEID", "WIJKTEAM_MEDEWERKER",
        ],
        ["ZORGKANTOOR"] = ["ZORGADVISEUR_ZK", "ZORGINKOPER", "FINANCIEN", "BELEID"],
        ["JEUGDHULPAANBIEDER"] = ["JEUGDHULPVERLENER", "COORDINATOR_ZORG", "BACKOFFICE_ZORG"],
        ["ZORGAANBIEDER"] = ["ZORGVERLENER", "COORDINATOR_ZORG", "BACKOFFICE_ZORG"],
        ["GI"] = ["GEZINSVOOGD"],
    };

    public static IReadOnlyList<SandboxProfessional> Of(string client, string party) =>
        [.. HeldBy[party].Concat(["FG", "PRIVACY_OFFICER", "BALIEMEDEWERKER"]).Select(role => new SandboxProfessional(Id(client, role), role))];

    private static string Id(string client, string role) => $"{client}-{role.ToLowerInvariant().Replace('_', '-')}";
}
