using System.Management.Automation;
using PrivateApi.Aws.Session;
using PrivateApi.OpenApi;
using PrivateApi.Progress;

namespace PrivateApi.Arguments;

/// <summary>Reads the definition that a command was given, and reports what is unusual about it.</summary>
internal static class Definitions
{
    public static ApiDefinitionDocument Read(
        AwsSession session,
        SessionState state,
        string? sample,
        object openApi,
        IProgress<ProgressEvent> progress
    )
    {
        DefinitionSource source = sample is null
            ? OpenApiArgument.Read(state, openApi)
            : PetStoreSample.For(session.Region, session.DnsSuffix);
        ApiDefinitionDocument document = DefinitionReader.Read(source);
        foreach (DefinitionProblem problem in document.Warnings)
        {
            progress.Report(ProgressEvent.Warning($"{source.Origin}: {problem}"));
        }

        return document;
    }
}
