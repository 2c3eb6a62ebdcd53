using System.Data.Common;
using Npgsql;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>What goes with a child outside the log, in the commit of its erasure. Evidence of consent is not among it.</summary>
/// <param name="Child">The broker's own reference.</param>
/// <param name="Tag">Under which the child's keys of the log are found.</param>
/// <param name="ActorTag">Tag of a person's keys, by its id in the register and its sign-in lookup.</param>
/// <param name="FirstKept">The first log epoch of which no person's key goes, for a sign-in stands apart from the child; null for none.</param>
/// <param name="At">When.</param>
internal sealed record ErasedChild(string Child, byte[] Tag, Func<string, byte[]?, byte[]> ActorTag, int? FirstKept, DateTimeOffset At)
{
    private const string ItsOrganisations = """
        organisation IN (
          SELECT source FROM log_entries WHERE source IS NOT NULL AND key_id IN (SELECT key_id FROM log_keys WHERE tag = @tag)
          UNION SELECT recipient FROM log_entries WHERE recipient IS NOT NULL AND key_id IN (SELECT key_id FROM log_keys WHERE tag = @tag))
        """;

    /// <summary>Files that may hold the child stop in sight of who asked, and their pieces go: they are sealed by the master key, which stays.</summary>
    /// <remarks>
    /// The lock waits for a day of an export that is being committed, so that the statement after it sees what that wrote, and keeps the next one out
    /// until the keys are gone: without it a file that becomes whole during the erasure would hold the child. SQLite has one writer.
    /// </remarks>
    public async Task EraseExportsAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        if (connection is NpgsqlConnection)
        {
            await RunAsync("LOCK TABLE oversight_exports IN SHARE ROW EXCLUSIVE MODE", connection, transaction, ct);
        }

        await RunAsync(
            $"""
            UPDATE oversight_exports SET state = 'FAILED', finished_at = @at
            WHERE (state IN ('WAITING', 'RUNNING') OR (state = 'DONE' AND id IN (SELECT export FROM oversight_export_parts))) AND {ItsOrganisations}
            """,
            connection, transaction, ct, ("@tag", Tag), ("@at", At.UtcTicks));
        await RunAsync("DELETE FROM oversight_export_parts WHERE export IN (SELECT id FROM oversight_exports WHERE state = 'FAILED')", connection, transaction, ct);
    }

    /// <summary>Tags of the people who stand for this child and for no other: who does acts for the other too, and stays.</summary>
    public async Task<IReadOnlyList<byte[]>> ActorTagsAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        await using var command = connection.Command(
            transaction,
            """
            SELECT id, sign_in_lookup FROM persons p
            WHERE child_id = @child AND NOT EXISTS (SELECT 1 FROM persons o WHERE o.sign_in_lookup = p.sign_in_lookup AND o.child_id <> p.child_id)
            """).Bind("@child", Child);
        var tags = new List<byte[]>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            tags.Add(ActorTag(reader.GetString(0), reader.IsDBNull(1) ? null : (byte[])reader.GetValue(1)));
        }

        return tags;
    }

    /// <summary>Nobody can find the child by a number, a name or a fact any more.</summary>
    /// <returns>False when the register had nothing of it.</returns>
    public async Task<bool> EraseFromRegisterAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        // The key first: facts may only go when it is gone.
        var rows = await RunAsync(
            "UPDATE children SET wrapped_key = @none, consent_version = consent_version + 1 WHERE id = @child AND length(wrapped_key) > 0",
            connection, transaction, ct, ("@child", Child), ("@none", Array.Empty<byte>()));
        foreach (var sql in new[]
        {
            "DELETE FROM facts WHERE child_id = @child",
            "DELETE FROM couplings WHERE child_id = @child",
            "DELETE FROM family_codes WHERE child_id = @child",
            "DELETE FROM notice_choices WHERE child_id = @child",
            "DELETE FROM notices WHERE child_id = @child",
            "DELETE FROM persons WHERE child_id = @child",
            "DELETE FROM oversight_children WHERE child = @child",
        })
        {
            rows += await RunAsync(sql, connection, transaction, ct, ("@child", Child));
        }

        return rows > 0;
    }

    private static async Task<int> RunAsync(string sql, DbConnection connection, DbTransaction transaction, CancellationToken ct, params (string Name, object Value)[] values)
    {
        await using var command = connection.Command(transaction, sql);
        foreach (var (name, value) in values)
        {
            command.Bind(name, value);
        }

        return await command.ExecuteNonQueryAsync(ct);
    }
}
