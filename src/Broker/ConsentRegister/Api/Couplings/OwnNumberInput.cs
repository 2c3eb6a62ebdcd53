using System.Text.Json.Serialization;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api.Couplings;

/// <summary>A number by which your organisation names a child.</summary>
public sealed record OwnNumberInput([property: JsonRequired] Identified Kind);
