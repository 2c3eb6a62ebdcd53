using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>One question of the sweep and its answer.</summary>
internal sealed record SweepAnswer(SandboxOrganisation Client, string Child, QuestionText Question, BrokerAnswer Answer)
{
    public override string ToString() => $"{Client.Client} {Question.Role} {Question.Purpose} child {Child}: {Answer.Status} {string.Join(' ', Answer.Reasons)}";
}
