using PrivateApi.Shell;

return ShellArguments.Parse(args) is { } arguments ? Runner.Run(arguments) : Usage.Show();
