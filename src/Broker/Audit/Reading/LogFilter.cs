using System.Data.Common;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit;

/// <summary>Turns a question into SQL over the readable columns; child and actor become the keys found under their tags.</summary>
internal static class LogFilter
{
    private const string Newest = "ORDER BY e.moment DESC, e.idx DESC";

    /// <summary>Binds the values to the command and returns the whole statement: the newest that fit.</summary>
    /// <remarks>
    /// Source and recipient have an index each, in the order asked for and with all else that can be asked in it; an OR over both has none, and would
    /// sort or walk all there is. With a child, an actor or a trace those are the few: there the organisation is only compared. What went through
    /// a broken glass is few too, and has a list of its own.
    /// </remarks>
    public static string Write(string select, LogQuery query, int rows, IMasterKey master, DbCommand command)
    {
        var isFew = !query.OwnSlice && (query.Child is not null || query.Actor is not null || query.TraceId is not null || query.ActorSlice?.Keys.Count > 0 || query.ChildSlice is not null);
        var from = query is { BreakGlass: true, Organisation: not null, OwnSlice: false } && !isFew ? "g" : "e";   // the list of broken glasses holds moment and index too
        var terms = new List<string>();
        Add("e.key_id IN (SELECT key_id FROM log_keys WHERE tag = @child)", "@child", query.Child is { } child ? KeyScope.Of(child).Tag(master) : null);
        Add("e.actor_key_id IN (SELECT key_id FROM log_keys WHERE tag = @actor)", "@actor", query.Actor is { } actor ? KeyScope.OfActor(actor).Tag(master) : null);
        AddKeys("e.actor_key_id", query.ActorSlice);
        AddKeys("e.key_id", query.ChildSlice);
        Add("(COALESCE(e.source, '') = @organisation OR COALESCE(e.recipient, '') = @organisation)", "@organisation", isFew ? query.Organisation?.Value : null);
        var bySides = query.Organisation is not null && !isFew && from is "e";
        Add(bySides ? null : query.OtherIsSource ? "e.source = @other" : "(COALESCE(e.source, '') = @other OR COALESCE(e.recipient, '') = @other)", "@other", query.Other?.Value);
        Add("e.purpose = @purpose", "@purpose", query.Purpose?.Code);
        Add("e.matrix_row = @row", "@row", query.MatrixRow);
        Add("e.kind = @kind", "@kind", query.Kind?.ToString());
        Add("e.outcome = @outcome", "@outcome", query.Outcome?.ToString());
        Add("e.trace_id = @trace", "@trace", query.TraceId);
        Add($"{from}.moment >= @from", "@from", query.From?.UtcTicks);
        Add($"{from}.moment < @to", "@to", query.To?.UtcTicks);
        if (query.After is { } after)
        {
            terms.Add($"({from}.moment, {from}.idx) < (@moment, @idx)");
            command.Bind("@moment", after.Moment).Bind("@idx", after.Index);
        }

        if (query.Organisation is { } own && !isFew)
        {
            command.Bind("@organisation", own.Value);
            return $"{select} WHERE e.idx IN ({(from is "g" ? Glasses() : $"SELECT idx FROM ({Side("source")} UNION {Side("recipient")}) hits ORDER BY moment DESC, idx DESC LIMIT {rows}")}) {Newest}";
        }

        return $"{select}{(terms.Count == 0 ? "" : " WHERE " + string.Join(" AND ", terms))} {Newest} LIMIT {rows}";

        string Side(string column) =>
            $"SELECT * FROM (SELECT e.idx, e.moment FROM log_entries e WHERE {string.Join(" AND ", OtherEnd(column).Concat(OwnKinds(column)).Concat(terms).Prepend($"e.{column} = @organisation"))} {Newest} LIMIT {rows}) {column}s";

        // Each end by equality, so that the database may go along the index of the one that is hardly there.
        IEnumerable<string> OtherEnd(string column) => (query.Other == query.Organisation, column, query.OtherIsSource) switch
        {
            _ when query.Other is null => [],
            (true, "source", _) or (true, "recipient", false) => [],
            (false, "source", true) => ["1 = 0"],
            (false, "source", false) => ["e.recipient = @other"],
            _ => ["e.source = @other"],
        };

        IEnumerable<string> OwnKinds(string column) => query.OwnSlice
            ? [column is "source" ? $"e.kind IN ('{nameof(AuditKind.Decision)}', '{nameof(AuditKind.Disclosure)}')" : $"e.kind = '{nameof(AuditKind.Disclosure)}'"]
            : [];

        string Glasses() =>
            $"SELECT g.idx FROM oversight_glasses g JOIN log_entries e ON e.idx = g.idx WHERE {string.Join(" AND ", terms.Prepend("g.organisation = @organisation"))} ORDER BY g.moment DESC, g.idx DESC LIMIT {rows}";

        void AddKeys(string column, LogSlice? slice)
        {
            if (slice is not null)
            {
                terms.Add(slice.Keys.Count == 0 ? $"{column} IS NULL" : $"{column} IN ({string.Join(", ", slice.Keys)})");
            }
        }

        void Add(string? term, string name, object? value)
        {
            if (value is null)
            {
                return;
            }

            command.Bind(name, value);
            if (term is not null)
            {
                terms.Add(term);
            }
        }
    }
}
