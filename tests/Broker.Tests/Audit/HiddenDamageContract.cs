using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>Changes that leave every value as a check would read it, or that would break or flood the check itself.</summary>
public abstract class HiddenDamageContract(ITestDatabase database) : IAsyncLifetime
{
    private protected const string Whole = "whole";

    private protected TestLog Node { get; private set; } = null!;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.CreateAsync();
        Node = new TestLog(database.Database);
        for (var n = 0; n < 10; n++)
        {
            await Node.AppendAsync(n, $"child-{n % 2}");
        }

        await Node.RunAsync("CREATE TABLE before_erasure AS SELECT * FROM log_keys");
        await Node.Erasure().EraseAsync(new("child-1"), "ERASURE_ORDER", null, TestLog.Disclosure(1).TraceId, Ct);
        await Node.TakeFullRightsAsync();
        Assert.Equal((Whole, null), await VerifyAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await database.DropAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("INSERT INTO log_checkpoints (size, moment, note) SELECT -5, 0, note FROM log_checkpoints WHERE size = 3", "CHECKPOINT_CHANGED", 0L)]
    [InlineData("INSERT INTO log_checkpoints (size, moment, note) SELECT 0, 0, note FROM log_checkpoints WHERE size = 3", "CHECKPOINT_CHANGED", 0L)]
    [InlineData("UPDATE log_actors SET idx = 9223372036854775807 WHERE idx = 9", "CONTENT_CHANGED", 9L)]
    [InlineData("INSERT INTO log_actors (idx, trace_id, sealed) SELECT 9223372036854775807, trace_id, sealed FROM log_actors WHERE idx = 9", "TRUNCATED", 11L)]
    [InlineData("UPDATE log_keys SET wrapped = (SELECT leaf_hash FROM log_entries WHERE idx = 0) WHERE wrapped IS NULL", "KEY_RETURNED", 1L)]
    [InlineData("UPDATE log_keys SET tag = (SELECT leaf_hash FROM log_entries WHERE idx = 0) WHERE tag IS NULL", "KEY_RETURNED", 1L)]
    [InlineData("UPDATE log_keys SET destroyed_at = -9223372035000000000 WHERE destroyed_at IS NOT NULL", "KEY_CHANGED", 1L)]
    public async Task What_looks_right_to_each_row_by_itself_is_found_at_its_entry(string sql, string code, long entry)
    {
        await Node.RunAsync(sql);

        Assert.Equal((code, entry), await VerifyAsync());
    }

    [Fact]
    public async Task A_rotation_that_was_moved_to_another_size_is_found()
    {
        var next = LogSigningKey.Generate(TestLog.Signer.Key.Name);
        await Node.Log.AppendAsync(TestLog.Disclosure(50), new Broker.Audit.Storage.HandOver(TestLog.Signer.Key, next), Ct);
        Assert.Equal((Whole, null), await VerifyAsync(next.Key));

        await Node.RunAsync("UPDATE log_key_successions SET from_size = from_size + 100");

        Assert.Equal(("SUCCESSION_CHANGED", null), await VerifyAsync(next.Key));
    }

    [Fact]
    public async Task What_somebody_wrote_into_a_table_is_told_without_what_a_terminal_obeys_or_a_script_takes_for_an_answer()
    {
        await Node.RunAsync("INSERT INTO log_cosignatures (size, witness, line, moment) VALUES (3, 'w\nresult: whole\n\u001b[2J\u009b2J\u202e', 'a line', 0)");

        var finding = (await new LogVerifier(Node.Database, TestLog.Signer.Key).VerifyAsync(null, null, Ct)).Finding!;

        Assert.Equal("COSIGNATURE_CHANGED", finding.Code);
        Assert.Contains("w?result: whole??[2J?2J?", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_no_broker_writes_for_its_size_is_found_without_being_read()
    {
        await Node.RunAsync($"UPDATE log_entries SET sealed = {Bytes(64_000_000)} WHERE idx = 4");
        Assert.Equal(("ENTRY_CHANGED", 4L), await VerifyAsync());

        await Node.RunAsync("UPDATE log_entries SET outcome = 'Deny' WHERE idx = 2");
        Assert.Equal(("COLUMN_CHANGED", 2L), await VerifyAsync());

        await Node.RunAsync($"UPDATE log_head SET edge = {Bytes(64_000_000)}");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.Equal(("HEAD_CHANGED", null), await VerifyAsync());
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 60_000_000);
    }

    /// <summary>Bytes without a value, as SQL of this database makes them.</summary>
    private protected abstract string Bytes(int length);

    private protected async Task<(string Code, long? Entry)> VerifyAsync(VerifierKey? key = null)
    {
        var finding = (await new LogVerifier(database.Database, key ?? TestLog.Signer.Key).VerifyAsync(null, null, Ct)).Finding;
        return (finding?.Code ?? Whole, finding?.FirstBad);
    }
}

public sealed class HiddenDamageOnSqlite() : HiddenDamageContract(new SqliteDatabase())
{
    [Theory]
    [InlineData("UPDATE log_entries SET moment = CAST(moment AS BLOB) WHERE idx = 4", "ENTRY_CHANGED", 4L)]   // in no search by period
    [InlineData("UPDATE log_entries SET kind = CAST(kind AS BLOB) WHERE idx = 4", "ENTRY_CHANGED", 4L)]
    [InlineData("UPDATE log_entries SET recipient = CAST(recipient AS BLOB) WHERE idx = 4", "ENTRY_CHANGED", 4L)]   // in no search of its organisation
    [InlineData("UPDATE log_entries SET trace_id = CAST(trace_id AS BLOB) WHERE idx = 4", "ENTRY_CHANGED", 4L)]
    [InlineData("UPDATE log_entries SET destroyed_keys = CAST(destroyed_keys AS BLOB) WHERE idx = 10", "ENTRY_CHANGED", 10L)]
    [InlineData("UPDATE log_actors SET trace_id = CAST(trace_id AS BLOB) WHERE idx = 4", "ENTRY_CHANGED", 4L)]
    [InlineData("UPDATE log_checkpoints SET note = CAST(note AS BLOB) WHERE size = 11", "CHECKPOINT_CHANGED", 10L)]   // a broker would publish a log of nothing
    [InlineData("UPDATE log_keys SET epoch = CAST(epoch AS BLOB)", "KEY_CHANGED", null)]   // older than no year: never erased
    [InlineData("UPDATE log_keys SET scope = CAST(scope AS BLOB)", "KEY_CHANGED", null)]   // not 'Operations': erased with the others
    [InlineData("UPDATE log_tiles SET hashes = hashes", "whole", null)]
    public async Task A_value_of_another_kind_that_reads_the_same_and_is_found_by_no_search_is_found_by_the_check(string sql, string code, long? entry)
    {
        await Node.RunAsync(sql);

        Assert.Equal((code, entry), await VerifyAsync());
    }

    [Fact]
    public async Task A_view_in_the_place_of_a_table_is_found()
    {
        await Node.RunAsync("ALTER TABLE log_keys ADD COLUMN more TEXT AS (hex(zeroblob(100000000)))");
        Assert.Equal(("TABLE_REPLACED", null), await VerifyAsync());
        await Node.RunAsync("ALTER TABLE log_keys DROP COLUMN more");
        Assert.Equal((Whole, null), await VerifyAsync());

        await Node.RunAsync("ALTER TABLE log_entries RENAME TO shown; CREATE VIEW Log_Entries AS SELECT * FROM shown WHERE idx <> 4 OR strftime('%H') < '08'");

        Assert.Equal(("TABLE_REPLACED", null), await VerifyAsync());
    }

    [Theory]
    [InlineData("ix_log_entries_moment", "log_entries", "idx")]
    [InlineData("ix_log_entries_trace", "log_entries", "idx")]
    [InlineData("ux_log_keys_tag", "log_keys", "key_id")]   // its erasure would pass over it
    public async Task A_row_that_an_index_leaves_out_is_found(string index, string table, string number)
    {
        await LeaveOutAsync(index, $"{number} <> 2");
        Assert.NotEqual(await Node.ScalarAsync($"SELECT count(*) FROM {table} NOT INDEXED WHERE {number} > -1"), await Node.ScalarAsync($"SELECT sum(1) FROM {table} INDEXED BY {index}"));

        Assert.Equal(("INDEX_CHANGED", null), await VerifyAsync());
        await Node.RunAsync("REINDEX");
        Assert.Equal((Whole, null), await VerifyAsync());
    }

    [Fact]
    public async Task An_erasure_that_an_index_leaves_out_still_says_which_keys_may_not_come_back()
    {
        await LeaveOutAsync("ix_log_entries_kind", "idx <> 10");
        Assert.Equal(0, await Node.ScalarAsync("SELECT count(*) FROM log_entries WHERE kind = 'Erasure'"));   // the index leaves it out

        await Node.RunAsync("UPDATE log_keys SET destroyed_at = NULL, (tag, wrapped) = (SELECT k.tag, k.wrapped FROM before_erasure k WHERE k.key_id = log_keys.key_id) WHERE tag IS NULL");

        Assert.Equal(("KEY_RETURNED", 1L), await VerifyAsync());
    }

    private protected override string Bytes(int length) => $"zeroblob({length})";

    /// <summary>Fills the index by a rule that leaves rows out, and says afterwards that it has no such rule.</summary>
    private async Task LeaveOutAsync(string index, string rule)
    {
        // In one connection: another one knows the rules of before.
        await Node.RunAsync($"""
            CREATE TABLE was AS SELECT sql FROM sqlite_master WHERE name = '{index}';
            PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = (SELECT sql || ' WHERE {rule}' FROM was) WHERE name = '{index}'; PRAGMA writable_schema = RESET;
            REINDEX {index};
            PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = (SELECT sql FROM was) WHERE name = '{index}'; PRAGMA writable_schema = RESET;
            """);
    }
}

[Trait("Needs", "PostgreSQL")]
public sealed class HiddenDamageOnPostgres() : HiddenDamageContract(new PostgresDatabase())
{
    [Theory]
    [InlineData("ALTER TABLE log_entries ENABLE ROW LEVEL SECURITY; CREATE POLICY hides ON log_entries USING (idx <> 4 OR current_query() LIKE '%made_keys%')")]
    [InlineData("CREATE TABLE more () INHERITS (log_actors)")]
    [InlineData("ALTER TABLE log_tiles SET UNLOGGED")]
    [InlineData("ALTER TABLE log_checkpoints DROP CONSTRAINT log_checkpoints_pkey; ALTER TABLE log_checkpoints ALTER COLUMN size DROP NOT NULL; INSERT INTO log_checkpoints (moment, note) SELECT moment, note FROM log_checkpoints WHERE size = 3")]
    [InlineData("ALTER TABLE log_entries DROP CONSTRAINT log_entries_pkey; ALTER TABLE log_entries ALTER COLUMN idx DROP NOT NULL; ALTER TABLE log_entries ADD COLUMN n INT; UPDATE log_entries SET n = 1 WHERE idx = 3; INSERT INTO log_entries SELECT NULL, leaf_hash, commitment, moment, kind, outcome, source, recipient, purpose, matrix_row, trace_id, key_id, actor_key_id, column_salt, sealed FROM log_entries WHERE n = 1")]
    [InlineData("CREATE RULE quiet AS ON UPDATE TO log_keys DO INSTEAD NOTHING")]
    [InlineData("ALTER TABLE log_checkpoints RENAME TO shown; CREATE VIEW log_checkpoints AS SELECT * FROM shown WHERE size > 5")]
    public async Task A_policy_a_rule_a_view_or_a_table_below_a_table_is_found(string sql)
    {
        await Node.RunAsync(sql);

        Assert.Equal(("TABLE_REPLACED", null), await VerifyAsync());
    }

    private protected override string Bytes(int length) => $"decode(repeat('00', {length}), 'hex')";
}
