using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Grants;

namespace ZioExchange.Broker.ConsentRegister.Api;

/// <summary>How a grant can be proved, as the API takes it. Codes are those of decision cases.</summary>
/// <param name="Methode">digid, eherkenning, paper_verified or assisted. A court order is recorded by the privacy officer of the source, who saw it: not here.</param>
/// <param name="Niveau">laag, midden, substantieel, hoog, EH3, EH4 or n.v.t.</param>
/// <param name="Tekstversie">Version of the text that was read to or by the person.</param>
/// <param name="Apart">Asked apart from other terms.</param>
/// <param name="VoorwaardeVoorDienst">Whether a service was made to depend on it; then it does not count (AVG art. 7 lid 4).</param>
/// <param name="ScanHash">SHA-256 of the scan of what was signed, 64 lower-case hex digits; required with paper_verified.</param>
/// <param name="Vervangt">Belongs to a court order, and is refused with it.</param>
public sealed record EvidenceInput(
    [property: JsonRequired] string Methode,
    string? Niveau,
    [property: MaxLength(GrantInput.LongestTextVersion)] string? Tekstversie,
    bool Apart = true,
    bool VoorwaardeVoorDienst = false,
    string? ScanHash = null,
    string? Vervangt = null)
{
    private const string CourtOrder = "court_order";

    /// <summary>What only a privacy officer who saw the document may record (law/RULES.md 2a).</summary>
    internal bool IsOfACourt => Methode == CourtOrder || Vervangt is not null;

    internal EvidenceBody? ToEvidence(List<FieldFault> faults)
    {
        EvidenceMethod? method = Methode switch
        {
            "digid" => EvidenceMethod.Digid,
            "eherkenning" => EvidenceMethod.EHerkenning,
            "paper_verified" => EvidenceMethod.PaperVerified,
            "assisted" => EvidenceMethod.Assisted,
            _ => null,
        };
        LevelOfAssurance? level = Niveau switch
        {
            null or "n.v.t." => LevelOfAssurance.NotApplicable,
            "laag" => LevelOfAssurance.Laag,
            "midden" => LevelOfAssurance.Midden,
            "substantieel" => LevelOfAssurance.Substantieel,
            "hoog" => LevelOfAssurance.Hoog,
            "EH3" => LevelOfAssurance.EH3,
            "EH4" => LevelOfAssurance.EH4,
            _ => null,
        };
        if (method is null)
        {
            faults.Add(new FieldFault("/bewijs/methode", "UNKNOWN_CODE", "digid, eherkenning, paper_verified or assisted."));
        }

        if (level is null)
        {
            faults.Add(new FieldFault("/bewijs/niveau", "UNKNOWN_CODE", "laag, midden, substantieel, hoog, EH3, EH4 or n.v.t."));
        }

        // R-EVID-4: what was signed counts with its scan hashed.
        if (ScanHash is { } hash ? !IsSha256(hash) : method is EvidenceMethod.PaperVerified)
        {
            faults.Add(new FieldFault("/bewijs/scanHash", "BAD_REQUEST", "SHA-256 of the scan of what was signed: 64 lower-case hex digits."));
        }

        return method is { } known && level is { } assurance
            ? new EvidenceBody(known, assurance, Tekstversie ?? string.Empty, TextHash: null, "nl", "ASSISTED", Apart, VoorwaardeVoorDienst, RefusalOffered: true, ScanHash)
            : null;
    }

    private static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
