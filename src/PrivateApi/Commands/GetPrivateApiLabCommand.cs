using System.Management.Automation;
using PrivateApi.Lab.Hosting;

namespace PrivateApi.Commands;

/// <summary>Lists the labs that this session started.</summary>
[Cmdlet(VerbsCommon.Get, "PrivateApiLab")]
[OutputType(typeof(LabInfo))]
public sealed class GetPrivateApiLabCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(LabSession.Running(), enumerateCollection: true);
}
