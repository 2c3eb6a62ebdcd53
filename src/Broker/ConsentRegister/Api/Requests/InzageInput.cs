using System.Text.Json.Serialization;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api.Requests;

/// <summary>The school records that parents had inzage before an overstap (OSO).</summary>
/// <param name="Doel">OVERSTAP_PO, OVERSTAP_SO or OVERSTAP_VO and the like: a purpose whose row has the gate.</param>
/// <param name="Ontvanger">The school that may refer to it.</param>
/// <param name="OudersAkkoord">False: their remarks travel along; it blocks nothing.</param>
public sealed record InzageInput(
    [property: JsonRequired] Identified Kind,
    [property: JsonRequired] string Doel,
    [property: JsonRequired] Identified Ontvanger,
    [property: JsonRequired] bool OudersAkkoord);
