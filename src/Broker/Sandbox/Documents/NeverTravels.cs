namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>Distinctive texts in the source documents that no answer may ever hold: a test greps for them.</summary>
public static class NeverTravels
{
    /// <summary>Medical reason of absence. Category VERZUIM_REDEN_MEDISCH, in no row.</summary>
    public const string MedicalReason = "kwikzilverkoortsaanval";

    /// <summary>Treatment report. Category JEUGDHULP_DOSSIER, in no row.</summary>
    public const string TreatmentReport = "droomdoolhofgesprekken";

    /// <summary>A third person. Category GEZIN, for Veilig Thuis only.</summary>
    public const string ThirdPerson = "Ootmarillo Stiefbroeksel";

    /// <summary>Free text of a gemeente and of the CIZ: uncontrolled content, has no category.</summary>
    public const string FreeText = "kletskousnotitie";

    /// <summary>Street of the protected address.</summary>
    public const string SecretStreet = "Verzwegenpad";

    public static IReadOnlyList<string> All { get; } = [MedicalReason, TreatmentReport, ThirdPerson, FreeText, SecretStreet];
}
