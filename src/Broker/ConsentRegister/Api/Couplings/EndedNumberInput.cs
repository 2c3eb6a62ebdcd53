using System.Text.Json.Serialization;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api.Couplings;

/// <summary>A number by which your organisation names a child, and will not any more.</summary>
/// <param name="VerkeerdKind">It named the wrong child: what your organisation recorded of that child (feiten) counts no longer, its marks among it. Without it, that stays.</param>
public sealed record EndedNumberInput([property: JsonRequired] Identified Kind, bool VerkeerdKind = false);
