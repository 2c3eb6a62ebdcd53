namespace ZioExchange.Adapters.Mapping;

/// <summary>Names and sentences of the issue codes.</summary>
internal static class IssueMessages
{
    public static string Text(IssueCode code) => code switch
    {
        IssueCode.InvalidDate => "INVALID_DATE",
        IssueCode.InvalidBsn => "INVALID_BSN",
        IssueCode.UnknownCode => "UNKNOWN_CODE",
        IssueCode.EndBeforeStart => "END_BEFORE_START",
        IssueCode.AmbiguousUnit => "AMBIGUOUS_UNIT",
        IssueCode.RequiredMissing => "REQUIRED_MISSING",
        _ => "INVALID_VALUE",
    };

    public static (string Nl, string En) Sentences(IssueCode code) => code switch
    {
        IssueCode.InvalidDate => ("Deze datum of tijd bestaat niet of heeft een andere vorm dan afgesproken.", "This date or time does not exist, or does not have the agreed form."),
        IssueCode.InvalidBsn => ("Dit is geen geldig burgerservicenummer (elfproef).", "This is not a valid citizen service number (elfproef)."),
        IssueCode.UnknownCode => ("Deze code staat niet in de codelijst.", "This code is not in the code list."),
        IssueCode.EndBeforeStart => ("De einddatum ligt voor de begindatum.", "The end date lies before the start date."),
        IssueCode.AmbiguousUnit => ("De eenheid is niet eenduidig; de hoeveelheid is niet overgenomen.", "The unit is ambiguous; the volume is not taken over."),
        IssueCode.RequiredMissing => ("Een verplicht gegeven ontbreekt.", "A required value is missing."),
        _ => ("Deze waarde kan niet op deze plaats staan.", "This value cannot stand in this place."),
    };
}
