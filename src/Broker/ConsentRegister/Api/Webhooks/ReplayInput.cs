using System.Text.Json.Serialization;

namespace ZioExchange.Broker.ConsentRegister.Api.Webhooks;

/// <summary>What to send again.</summary>
/// <param name="Vanaf">The first event number to send again.</param>
public sealed record ReplayInput([property: JsonRequired] long Vanaf);
