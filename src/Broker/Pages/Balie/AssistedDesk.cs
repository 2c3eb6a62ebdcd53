using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Consent.Grants;

namespace ZioExchange.Broker.Pages.Balie;

/// <summary>Finds for whom an employee may enter a choice: persons who are asked something by the employee's own organisation, which is the source (law/RULES.md 1.3).</summary>
/// <remarks>Whose answer counts is asked of the same rules as on the pages of families: who has no gezag today stands in no list here either.</remarks>
public sealed class AssistedDesk(ChildNames names, PersonBook people, FamilyDesk families, ConsentFlows flows)
{
    /// <returns>Null when this organisation knows no child by that name.</returns>
    public async Task<AssistedChild?> FindAsync(OfficerSession employee, string name, CancellationToken ct)
    {
        if (await names.FindAsync(employee, name, ct) is not { } child)
        {
            return null;
        }

        var questions = new List<ConsentFlow>();
        foreach (var known in await people.OfChildAsync(child, ct))
        {
            // Keys are made for this employee and this person: they open nothing elsewhere.
            var reader = new Visitor($"{employee.Organisation.Value}/{employee.Pseudonym}/{known.Person.Value}", LevelOfAssurance.NotApplicable, "DESK");
            if (await families.MemberAsync(reader, known, ct) is { } member)
            {
                questions.AddRange((await flows.OfAsync(reader, member, ct)).Where(flow => flow.Source.Id == employee.Organisation));
            }
        }

        return new AssistedChild(name, child, questions);
    }
}
