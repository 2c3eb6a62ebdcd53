namespace ZioExchange.Broker.ConsentRegister.Api.Requests;

/// <param name="Referentie">Goes into the parameter <c>request</c> of the receiving school's question.</param>
/// <param name="Pseudoniem">By which the receiving school names the child, if it has no number of its own.</param>
public sealed record InzageAnswer(string Referentie, string Pseudoniem);
