using System.Text.Json.Serialization;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api.Couplings;

/// <summary>A school asks for a code that a family uses to link its child to the school's own number.</summary>
/// <param name="Nummer">The school's own number of the pupil, system .../NamingSystem/las-key. Never a number of law.</param>
public sealed record CouplingInput([property: JsonRequired] Identified Nummer);
