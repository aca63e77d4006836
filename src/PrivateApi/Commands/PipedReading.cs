using System.Management.Automation;
using PrivateApi.Model;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>What a command read for an API that it is handing down the pipeline, and where in the pipeline it is.</summary>
/// <param name="Reading">What was read.</param>
/// <param name="Position">The command's position in the pipeline.</param>
/// <param name="Length">The number of commands in the pipeline.</param>
internal sealed record PipedReading(ApiReading Reading, int Position, int Length) : IApiReading
{
    /// <summary>Writes an API; what was read for it goes with it until the commands that follow have had it.</summary>
    public static void Write(PSCmdlet command, Api api)
    {
        if (api.Reading is ApiReading reading)
        {
            api.Reading = new PipedReading(reading, command.MyInvocation.PipelinePosition, command.MyInvocation.PipelineLength);
        }

        try
        {
            command.WriteObject(api);
        }
        finally
        {
            api.Reading = null;
        }
    }

    /// <summary>True for the next command of the pipeline: one between them could have changed the account.</summary>
    public bool IsFreshFor(PSCmdlet command) =>
        command.MyInvocation.PipelinePosition == Position + 1 && command.MyInvocation.PipelineLength == Length;
}
