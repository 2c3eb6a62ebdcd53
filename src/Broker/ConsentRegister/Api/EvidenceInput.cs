using System.Text.Json.Serialization;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Grants;

namespace ZioExchange.Broker.ConsentRegister.Api;

/// <summary>How a grant can be proved, as the API takes it. Codes are those of decision cases.</summary>
/// <param name="Methode">digid, eherkenning, paper_verified, assisted or court_order.</param>
/// <param name="Niveau">laag, midden, substantieel, hoog, EH3, EH4 or n.v.t.</param>
/// <param name="Tekstversie">Version of the text that was read to or by the person.</param>
/// <param name="Apart">Asked apart from other terms.</param>
/// <param name="VoorwaardeVoorDienst">Whether a service was made to depend on it; then it does not count (AVG art. 7 lid 4).</param>
/// <param name="ScanHash">SHA-256 of the scanned form, lower-case hex.</param>
/// <param name="Vervangt">The person whose consent a court order replaces.</param>
public sealed record EvidenceInput(
    [property: JsonRequired] string Methode,
    string? Niveau,
    string? Tekstversie,
    bool Apart = true,
    bool VoorwaardeVoorDienst = false,
    string? ScanHash = null,
    string? Vervangt = null)
{
    internal EvidenceBody? ToEvidence(List<FieldFault> faults)
    {
        EvidenceMethod? method = Methode switch
        {
            "digid" => EvidenceMethod.Digid,
            "eherkenning" => EvidenceMethod.EHerkenning,
            "paper_verified" => EvidenceMethod.PaperVerified,
            "assisted" => EvidenceMethod.Assisted,
            "court_order" => EvidenceMethod.CourtOrder,
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
            faults.Add(new FieldFault("/bewijs/methode", "UNKNOWN_CODE", "digid, eherkenning, paper_verified, assisted or court_order."));
        }

        if (level is null)
        {
            faults.Add(new FieldFault("/bewijs/niveau", "UNKNOWN_CODE", "laag, midden, substantieel, hoog, EH3, EH4 or n.v.t."));
        }

        return method is { } known && level is { } assurance
            ? new EvidenceBody(known, assurance, Tekstversie ?? string.Empty, TextHash: null, "nl", "ASSISTED", Apart, VoorwaardeVoorDienst, RefusalOffered: true, ScanHash)
            : null;
    }
}
