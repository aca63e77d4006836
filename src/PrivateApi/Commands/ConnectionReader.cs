using System.Management.Automation;
using PrivateApi.Aws;
using PrivateApi.Model;

namespace PrivateApi.Commands;

/// <summary>Turns a cmdlet's parameters and the session's variables into a connection.</summary>
internal static class ConnectionReader
{
    /// <summary>The session's variable that holds the default lab.</summary>
    public const string LabVariable = "PrivateApiLab";

    private const string MemoryVariable = "PrivateApiCredentialMemory";

    public static AwsConnection Read(AwsCommand command)
    {
        AwsConnection said = new()
        {
            Region = command.Region,
            ProfileName = command.ProfileName,
            ProfileLocation = command.ProfileLocation,
            AccessKey = command.AccessKey,
            SecretKey = command.SecretKey,
            SessionToken = command.SessionToken,
            Credential = command.Credential is PSObject wrapped ? wrapped.BaseObject : command.Credential,
            EndpointUrl = command.EndpointUrl,
            StoredCredential = Variable(command, "StoredAWSCredentials"),
            StoredRegion = Variable(command, "StoredAWSRegion")?.ToString(),
            Memory = Memory(command),
            MfaPrompt = serial => Ask(command, serial),
        };

        bool leavesLab = command.EndpointUrl is not null || command.ProfileName is not null || command.AccessKey is not null || command.SecretKey is not null || command.Credential is not null;
        return leavesLab || Variable(command, LabVariable) is not LabInfo lab
            ? said
            : said with { EndpointUrl = lab.EndpointUrl, Region = command.Region ?? lab.Region, IsLab = true };
    }

    // Roles assumed with an MFA code serve all commands of the session: a code can be used once.
    private static CredentialMemory Memory(AwsCommand command)
    {
        if (Variable(command, MemoryVariable) is CredentialMemory known)
        {
            return known;
        }

        CredentialMemory memory = new();
        command.SessionState.PSVariable.Set("global:" + MemoryVariable, memory);
        return memory;
    }

    private static string? Ask(AwsCommand command, string serial)
    {
        try
        {
            command.Host.UI.Write($"Code of MFA device {serial}: ");
            return command.Host.UI.ReadLine();
        }
        catch (Exception e) when (e is PSInvalidOperationException or System.Management.Automation.Host.HostException or PSNotImplementedException)
        {
            // -NonInteractive, or a host without a person.
            return null;
        }
    }

    private static object? Variable(AwsCommand command, string name)
    {
        object? value = command.SessionState.PSVariable.GetValue(name);
        return value is PSObject wrapped ? wrapped.BaseObject : value;
    }
}
