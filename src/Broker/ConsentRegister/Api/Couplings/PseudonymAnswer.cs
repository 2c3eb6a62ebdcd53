namespace ZioExchange.Broker.ConsentRegister.Api.Couplings;

/// <summary>The pseudonym by which you name the child from now on.</summary>
public sealed record PseudonymAnswer(string Pseudoniem);
