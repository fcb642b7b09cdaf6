using BackOffice.Workflows.Definitions.Moves;
using BackOffice.Workflows.Definitions.Versions;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Tests.Engine;

namespace BackOffice.Workflows.Tests.Definitions;

/// <summary>How two versions of a workflow differ, and where the cases of one would stand in the other.</summary>
public sealed class DefinitionDiffTests
{
    private static readonly StepDescriptor[] Steps = [Act.Descriptor, Await.Descriptor];

    [Fact]
    public void Differences_are_told_in_words_activity_by_activity()
    {
        var older = Read(new FlowFile("trial").Act("first").Await("wait", "told").Act("last").Link("first", "Done", "wait").Link("wait", "Told", "last"));
        var newer = Read(new FlowFile("trial", 2).Act("begin").Await("wait", "told", "2.00:00:00").Await("last", "more").Link("begin", "Done", "wait").Link("wait", "Late", "last"));

        Assert.Equal(
            [
                "Cases begin at 'begin', no longer at 'first'.",
                "The activity 'begin' (BackOffice.Act) is new.",
                "The activity 'first' (BackOffice.Act) is gone.",
                "The activity 'last' runs BackOffice.Await, no longer BackOffice.Act.",
                "The setting 'after' of 'last': – becomes 1.00:00:00.",
                "The setting 'signal' of 'last': – becomes more.",
                "The setting 'after' of 'wait': 1.00:00:00 becomes 2.00:00:00.",
                "The outcome 'Late' of 'wait' leads to 'last'; before, it ended the case.",
                "The outcome 'Told' of 'wait' ends the case; before, it led to 'last'.",
            ],
            DefinitionDiff.Between(older, newer).Select(change => change.Sentence.English));
        Assert.Empty(DefinitionDiff.Between(older, older));
    }

    [Fact]
    public void Case_moves_only_from_rest_and_only_to_an_activity_that_runs_the_same_step()
    {
        var plan = new MovePlan(
            Read(new FlowFile("trial").Act("first").Await("wait", "told").Await("gone", "told").Link("first", "Done", "wait").Link("wait", "Told", "gone")),
            Read(new FlowFile("trial", 2).Await("first", "told").Await("wait", "told").Link("first", "Told", "wait")),
            new Dictionary<string, string>());

        Assert.Equal("wait", plan.Of("wait", InstanceStatus.Waiting).Target?.Id);
        Assert.Equal("wait", plan.Of("wait", InstanceStatus.Parked).Target?.Id);
        Assert.Equal("move-not-resting", plan.Of("wait", InstanceStatus.Running).WhyNot?.Code);
        Assert.Equal("move-node-missing", plan.Of("gone", InstanceStatus.Waiting).WhyNot?.Code);
        Assert.Equal("move-other-step", plan.Of("first", InstanceStatus.Parked).WhyNot?.Code);
        var mapped = plan with { Mapping = new Dictionary<string, string> { ["gone"] = "wait" } };
        Assert.Equal("wait", mapped.Of("gone", InstanceStatus.Waiting).Target?.Id);
        Assert.NotEqual(plan.Digest(), mapped.Digest());
        Assert.Equal(plan.Digest(), (plan with { Mapping = new Dictionary<string, string> { ["wait"] = "wait" } }).Digest());
    }

    private static WorkflowDefinition Read(FlowFile flow) => Assert.IsType<DefinitionReading.Accepted>(new DefinitionReader(new(Steps)).Read(flow.Bytes())).Definition;
}
