using System.Data.Common;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit;

/// <summary>Turns a question into SQL over the readable columns; child and actor become the keys found under their tags.</summary>
internal static class LogFilter
{
    /// <summary>Binds the values to the command and returns the WHERE clause, or nothing.</summary>
    public static string Write(LogQuery query, IMasterKey master, DbCommand command)
    {
        var terms = new List<string>();
        Add("e.key_id IN (SELECT key_id FROM log_keys WHERE tag = @child)", "@child", query.Child is { } child ? KeyScope.Of(child).Tag(master) : null);
        Add("e.actor_key_id IN (SELECT key_id FROM log_keys WHERE tag = @actor)", "@actor", query.Actor is { } actor ? KeyScope.OfActor(actor).Tag(master) : null);
        Add("(e.source = @organisation OR e.recipient = @organisation)", "@organisation", query.Organisation?.Value);
        Add("e.purpose = @purpose", "@purpose", query.Purpose?.Code);
        Add("e.kind = @kind", "@kind", query.Kind?.ToString());
        Add("e.outcome = @outcome", "@outcome", query.Outcome?.ToString());
        Add("e.trace_id = @trace", "@trace", query.TraceId);
        Add("e.moment >= @from", "@from", query.From?.UtcTicks);
        Add("e.moment < @to", "@to", query.To?.UtcTicks);
        if (query.After is { } after)
        {
            terms.Add("(e.moment, e.idx) < (@moment, @idx)");
            command.Bind("@moment", after.Moment).Bind("@idx", after.Index);
        }

        return terms.Count == 0 ? "" : " WHERE " + string.Join(" AND ", terms);

        void Add(string term, string name, object? value)
        {
            if (value is not null)
            {
                terms.Add(term);
                command.Bind(name, value);
            }
        }
    }
}
