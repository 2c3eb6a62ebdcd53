using System.Text;
using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Exporting;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Pages.Ouders.Desk;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/bewijs/{id}: the receipt of one's own choice, to print or keep, with a proof that it stands in the log.</summary>
public sealed class BewijsModel(OwnActs acts, GrantBook grants, LogReader log, LogProofs proofs, FamilyTrail trail) : FamilyPage(trail)
{
    public OwnAct Act { get; private set; } = null!;

    public EvidenceBody? Evidence { get; private set; }

    public string VerifierKey => proofs.Key.ToString();

    public async Task<IActionResult> OnGetAsync(string id) => await FindAsync(id) ? Page() : await MissingAsync();

    /// <summary>A tlog-proof: the commitments of the entry and the way to the signed root. Holds no name and no choice.</summary>
    public async Task<IActionResult> OnGetBestandAsync(string id) =>
        await FindAsync(id) && await proofs.InclusionAsync(Act.Index, Aborted) is { } proof
            ? File(Encoding.UTF8.GetBytes(proof.ToText()), "text/plain; charset=utf-8", "bewijs.tlog-proof")
            : await MissingAsync();

    /// <summary>One line of an ndjson export: what was chosen, opened against the commitment of the log, with the same proof. Who entered it and the child's name within the log stay out.</summary>
    public async Task<IActionResult> OnGetInhoudAsync(string id) =>
        await FindAsync(id) && Act.IsOfOwnGrant && await log.FindAsync(Act.Index, Aborted) is { Entry: not null } record && await proofs.InclusionAsync(Act.Index, Aborted) is { } proof
            ? File(Encoding.UTF8.GetBytes(NdjsonExport.Line(record with { Subject = null, Actor = null, ActorOpening = null }, proof.ToText()) + "\n"), "application/x-ndjson", "keuze.ndjson")
            : await MissingAsync();

    private async Task<bool> FindAsync(string id)
    {
        if (await acts.FindAsync(Visitor, id, Aborted) is not { } act)
        {
            return false;
        }

        Act = act;
        Evidence = Guid.TryParse(act.GrantId, out var grant) && await grants.FindAsync(grant, Aborted) is { } row && row.GrantedBy == act.Member.Person.Value
            ? GrantReader.Body(row).Evidence
            : null;
        return true;
    }
}
