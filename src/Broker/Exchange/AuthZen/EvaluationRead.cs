using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Exchange.AuthZen;

/// <summary>A question, or everything that is wrong with it.</summary>
internal sealed record EvaluationRead(EvaluationQuestion? Question, IReadOnlyList<FieldFault> Faults);
