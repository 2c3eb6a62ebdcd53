using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Directory.Admissions;

/// <summary>Makes the directory as an admission says, in the commit of its log entry: what is new begins, what is gone ends, nothing is deleted that decided before.</summary>
internal sealed class AdmissionStep(BrokerDatabase database, Admission admission, string statement, DateTimeOffset now) : ICommitStep
{
    public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        await using var db = await database.JoinAsync(connection, transaction, ct);
        if (await db.Accessions.Where(row => row.OrganisationId == admission.Id).OrderByDescending(row => row.RecordedAt).FirstOrDefaultAsync(ct) is { } last && last.RecordedAt >= admission.DrawnUpAt)
        {
            return false;
        }

        await WriteOrganisationAsync(db, ct);
        await WriteKeysAsync(db, ct);
        await WritePeopleAsync(db, ct);
        await db.OrganisationIdentifiers.Where(row => row.OrganisationId == admission.Id).ExecuteDeleteAsync(ct);
        db.OrganisationIdentifiers.AddRange(admission.Identifiers.Select(number => new OrganisationIdentifierRow { System = number.System, Value = number.Value, OrganisationId = admission.Id }));
        await db.Accessions.Where(row => row.OrganisationId == admission.Id && row.WithdrawnAt == null).ExecuteUpdateAsync(row => row.SetProperty(each => each.WithdrawnAt, now), ct);
        db.Accessions.Add(new AccessionRow
        {
            Id = Guid.CreateVersion7(now),
            OrganisationId = admission.Id,
            ConvenantVersion = admission.ConvenantVersion,
            Rows = string.Join(' ', admission.Rows.Order(StringComparer.Ordinal)),
            ValidFrom = admission.From,
            ValidUntil = admission.Until,
            Statement = statement,
            RecordedAt = now,
            WithdrawnAt = admission.Ended ? now : null,
        });
        await db.SaveChangesAsync(ct);
        return true;
    }

    private async Task WriteOrganisationAsync(BrokerDbContext db, CancellationToken ct)
    {
        if (!await db.Organisations.AnyAsync(row => row.Id == admission.Id, ct))
        {
            db.Organisations.Add(new OrganisationRow
            {
                Id = admission.Id,
                Party = admission.Party,
                Name = admission.Name,
                FgContact = admission.FgContact,
                IsCareProvider = admission.IsCareProvider,
                JwksUri = admission.JwksUri,
                RegisteredAt = now,
            });
            await db.SaveChangesAsync(ct);
        }

        DateTimeOffset? ended = admission.Ended ? now : null;
        await db.Organisations.Where(row => row.Id == admission.Id).ExecuteUpdateAsync(
            row => row.SetProperty(each => each.Name, admission.Name).SetProperty(each => each.FgContact, admission.FgContact).SetProperty(each => each.IsCareProvider, admission.IsCareProvider)
                .SetProperty(each => each.JwksUri, admission.JwksUri).SetProperty(each => each.EndedAt, ended), ct);
    }

    private async Task WriteKeysAsync(BrokerDbContext db, CancellationToken ct)
    {
        var keys = AdmissionCheck.Keys(admission, []).Zip(admission.Keys).ToDictionary(pair => pair.First.Kid, pair => pair.Second.GetRawText(), StringComparer.Ordinal);
        var known = await db.ClientKeys.Where(row => row.OrganisationId == admission.Id).ToListAsync(ct);
        foreach (var row in known)
        {
            // A key that was retired stays so: who takes it up again must give it another kid.
            row.RetiredAt ??= keys.TryGetValue(row.Kid, out var jwk) && jwk == row.Jwk && !admission.Ended ? null : now;
        }

        db.ClientKeys.AddRange(keys.Where(key => known.All(row => row.Kid != key.Key)).Select(key => new ClientKeyRow { OrganisationId = admission.Id, Kid = key.Key, Jwk = key.Value, AddedAt = now }));
    }

    private async Task WritePeopleAsync(BrokerDbContext db, CancellationToken ct)
    {
        var known = await db.Professionals.Where(row => row.OrganisationId == admission.Id).ToListAsync(ct);
        foreach (var row in known)
        {
            row.EndedAt = admission.Ended || !admission.Professionals.Contains(new RegisteredRole(row.Id, row.Role)) ? row.EndedAt ?? now : null;
        }

        // Who left is nobody's colleague any more: nothing is kept to compare with.
        var staying = admission.Ended ? [] : admission.Professionals.Select(person => person.Id).ToHashSet(StringComparer.Ordinal);
        db.Likenesses.RemoveRange((await db.Likenesses.Where(row => row.OrganisationId == admission.Id).ToListAsync(ct)).Where(row => !staying.Contains(row.ProfessionalId)));
        db.Professionals.AddRange(admission.Professionals.Distinct().Where(person => !known.Any(row => row.Id == person.Id && row.Role == person.Role))
            .Select(person => new ProfessionalRow { OrganisationId = admission.Id, Id = person.Id, Role = person.Role, RegisteredAt = now }));
    }
}
