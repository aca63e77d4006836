namespace PrivateApi.Tests.Reliability;

/// <summary>A change of a job, after which the process is stopped.</summary>
/// <param name="Name">The job's name.</param>
/// <param name="Job">What is typed.</param>
/// <param name="Number">The change's number, from 1.</param>
/// <param name="Count">How many changes the job makes.</param>
/// <param name="Change">Its operation.</param>
/// <param name="Whole">What there has to be after the job.</param>
internal sealed record KillPoint(string Name, string Job, int Number, int Count, string Change, string Whole)
{
    public override string ToString() => $"{Name} stopped after change {Number} of {Count}, {Change}";
}
